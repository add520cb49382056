using System.Globalization;
using LogPair.Host.Configuration;
using LogPair.Host.Units;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Replaying;

namespace LogPair.Host.Commands;

/// <summary>Replays files and prints their metrics.</summary>
internal static class ReplayVerbRunner
{
    /// <param name="patterns">Files, directories or globs; a shell that did not expand them leaves that to us.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> patterns, ReplayForm form, IReadOnlyDictionary<string, string> flags,
        Surroundings surroundings)
    {
        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        var files = patterns.SelectMany(Expand).DistinctBy(Path.GetFullPath).ToList();
        var problems = configuration.Problems.Concat(UnmatchedGlobs(patterns)).ToList();
        foreach (var problem in problems) surroundings.Error.WriteLine(problem);
        if (problems.Count > 0) return ExitCode.WrongUse;

        foreach (var warning in configuration.Warnings) surroundings.Error.WriteLine($"warning: {warning}");
        try
        {
            return await ReplayAsync(configuration.ToReplayOptions(files), form, surroundings);
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine("Interrupted; nothing is printed, because half of a count is none.");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> ReplayAsync(ReplayOptions options, ReplayForm form, Surroundings surroundings)
    {
        var startedAt = surroundings.Time.GetTimestamp();
        var progress = surroundings.IsErrorTerminal
            ? new ReplayProgressLine(surroundings.Error, surroundings.Time)
            : null;
        ReplayResult result;
        try
        {
            result = await Task.Run(() => ReplayRunner.Run(options, progress, surroundings.Stop),
                CancellationToken.None);
        }
        finally
        {
            progress?.Clear();
        }

        await result.WriteMetricsAsync(surroundings.Output, form == ReplayForm.OpenMetrics, surroundings.Stop);
        await surroundings.Output.FlushAsync(CancellationToken.None);
        foreach (var problem in result.Problems) surroundings.Error.WriteLine($"{problem.Path}: {problem.Reason}");
        surroundings.Error.WriteLine(Summary(options, result, surroundings.Time.GetElapsedTime(startedAt)));
        return result.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Expand(string pattern) => IsGlob(pattern)
        ? FileGlob.Parse(pattern).Expand().Order(StringComparer.Ordinal)
        : [pattern];

    private static IEnumerable<string> UnmatchedGlobs(IEnumerable<string> patterns) => patterns
        .Where(pattern => IsGlob(pattern) && !FileGlob.Parse(pattern).Expand().Any())
        .Select(pattern => $"'{pattern}' matches no file. "
            + "Check the path; a directory stands for the *.log files in it, and in ** and * names that begin with a dot are left out.");

    private static bool IsGlob(string pattern) =>
        Directory.Exists(pattern) || (!File.Exists(pattern) && pattern.AsSpan().ContainsAny('*', '?'));

    private static string Summary(ReplayOptions options, ReplayResult result, TimeSpan took)
    {
        var (lines, bytes, unparsed, lost) = result.Counts;
        var rate = ByteSize.Round(bytes / Math.Max(took.TotalSeconds, 0.001));
        var files = Quantity.Of(options.Files.Count - result.Problems.Count, "file");
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(lines, "line")}, {ByteSize.Round(bytes)} of {files} in {took.TotalSeconds:N1} s ({rate}/s)");
        if (unparsed > 0) summary += $"; {Quantity.Of(unparsed, "line")} not parsed, see logpair_unparsed_lines_total";
        if (lost > 0) summary += $"; {Quantity.Of(lost, "line")} lost, see logpair_lost_lines_total";
        return summary;
    }
}
