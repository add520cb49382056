using LogPair.Host.Starter;
using LogPair.Host.Units;

namespace LogPair.Host.Commands;

/// <summary>Looks at log files and writes rules for them.</summary>
internal static class InitRunner
{
    /// <summary>Most files that are looked at.</summary>
    private const int MaxFiles = 50;

    public static int Run(InitOptions options, Surroundings surroundings)
    {
        if (options is { Output: { } taken, IsForced: false } && Path.Exists(taken))
        {
            surroundings.Error.WriteLine(
                $"{taken} is there already, and is left as it is. Name another file, or add --force to replace it.");
            return ExitCode.WrongUse;
        }

        var named = NamedFiles.Find(options.Patterns);
        foreach (var problem in named.Problems) surroundings.Error.WriteLine(problem);
        if (named.Problems.Count > 0) return ExitCode.WrongUse;

        var survey = new FieldSurvey();
        var problems = Look(Latest(named.Files, surroundings), survey, surroundings);
        if (survey.Records == 0)
        {
            surroundings.Error.WriteLine("No line could be read, so there are no rules to write.");
            return ExitCode.Failed;
        }

        var rules = StarterRules.Of(survey);
        foreach (var line in SurveyReport.Lines(survey, rules)) surroundings.Error.WriteLine(line);
        var isWritten = Write(StarterFile.Text(survey, rules), options, surroundings);
        return isWritten && problems == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static List<string> Latest(IReadOnlyList<string> files, Surroundings surroundings)
    {
        if (files.Count <= MaxFiles) return [.. files];

        surroundings.Error.WriteLine(
            $"{Quantity.Of(files.Count, "file")}: only the {MaxFiles} that changed last are looked at.");
        var latest = files.OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal)
            .Take(MaxFiles).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(latest.Contains)];
    }

    /// <returns>How many files could not be read.</returns>
    private static int Look(List<string> files, FieldSurvey survey, Surroundings surroundings)
    {
        var problems = 0;
        foreach (var path in files)
        {
            surroundings.Stop.ThrowIfCancellationRequested();
            if (SampledFile.TryRead(path, out var problem) is { } file)
            {
                survey.Add(file);
                continue;
            }

            problems++;
            surroundings.Error.WriteLine($"{path}: {problem}");
        }

        return problems;
    }

    private static bool Write(string yaml, InitOptions options, Surroundings surroundings)
    {
        if (options.Output is not { } path)
        {
            surroundings.Print(yaml);
            return true;
        }

        try
        {
            File.WriteAllText(path, yaml);
            surroundings.Error.WriteLine($"Written to {path}. Next: logpair check {path}; "
                + $"logpair replay --watch --config {path} {string.Join(' ', options.Patterns)}");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            surroundings.Error.WriteLine($"{path} could not be written: {error.Message}");
            return false;
        }
    }
}
