using LogPair.Host.RuleTests;

namespace LogPair.Host.Commands;

/// <summary>Runs the tests of some files and tells how they went.</summary>
internal static class TestRunner
{
    /// <param name="paths">Test files.</param>
    /// <param name="filter">Part of the names to run; empty for all.</param>
    /// <param name="junit">Where to write JUnit's XML; null for nowhere.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> paths, string filter, string? junit, Surroundings surroundings)
    {
        var problems = new List<string>();
        var files = paths.Distinct(StringComparer.Ordinal).Select(path => RuleTestFileReader.Read(path, problems)).OfType<RuleTestFile>().ToList();
        if (problems.Count == 0 && !files.SelectMany(file => file.Tests).Any(test => IsMeant(test, filter)))
            problems.Add($"--filter: no test's name contains '{filter}'.");
        foreach (var problem in problems.Distinct(StringComparer.Ordinal)) surroundings.Error.WriteLine(problem);
        if (problems.Count > 0) return ExitCode.WrongUse;

        try
        {
            return await RunAsync(files, filter, junit, surroundings);
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine("Interrupted.");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<RuleTestFile> files, string filter, string? junit, Surroundings surroundings)
    {
        await using var output = new StreamWriter(surroundings.Output, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        var report = new RuleTestReport(output, surroundings.HasColours);
        using var runner = new RuleTestRunner(surroundings.Time);
        var suites = new List<(RuleTestFile, IReadOnlyList<RuleTestResult>)>();
        foreach (var file in files)
        {
            var results = new List<RuleTestResult>();
            foreach (var test in file.Tests.Where(test => IsMeant(test, filter)))
            {
                surroundings.Stop.ThrowIfCancellationRequested();
                results.Add(await runner.RunAsync(file, test, surroundings.Stop));
                report.Show(file, results[^1]);
            }

            suites.Add((file, results));
        }

        List<RuleTestResult> all = [.. suites.SelectMany(suite => suite.Item2)];
        report.ShowSummary(all, files.Sum(file => file.Tests.Count) - all.Count);
        var isReported = junit is null || TryWrite(junit, suites, surroundings);
        return isReported && all.TrueForAll(result => result.HasPassed) ? ExitCode.Done : ExitCode.Failed;
    }

    private static bool TryWrite(
        string path, IReadOnlyList<(RuleTestFile, IReadOnlyList<RuleTestResult>)> suites, Surroundings surroundings)
    {
        try
        {
            using var file = File.Create(path);
            JunitReport.Write(file, suites);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            surroundings.Error.WriteLine($"{path}: cannot write it: {exception.Message}");
            return false;
        }
    }

    private static bool IsMeant(RuleTest test, string filter) => test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase);
}
