using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Tells what a scenario did: in the test's output, and in files under <c>artifacts/faults</c>.</summary>
internal static class FaultReport
{
    private static string TestName => TestContext.Current.TestMethod?.MethodName ?? "";

    public static void Passed(Scenario scenario)
    {
        var line = $"{Summary(scenario)}: lines lost 0, counted twice 0, decreases 0";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Save(scenario, line);
        File.AppendAllText(Path.Combine(Folder(), "summary.txt"), line + "\n");
    }

    /// <returns>The message of the failure.</returns>
    public static string Failed(Scenario scenario, Exception exception)
    {
        var reason = exception is FaultFailure ? exception.Message : exception.ToString();
        var file = Save(scenario, $"{Summary(scenario)}\n{reason}");
        File.AppendAllText(Path.Combine(Folder(), "summary.txt"), $"{Summary(scenario)}: FAILED: {reason.Split('\n')[0]}\n");
        return $"{reason}\n{Summary(scenario)}\nLOGPAIR_FAULT_SEED={FaultSettings.Seed} makes the same choices again; "
            + $"everything is in {file}. The last faults:\n{scenario.History.Tail()}";
    }

    private static string Summary(Scenario scenario) =>
        $"{TestName} ({scenario.Style.Name}), seed {FaultSettings.Seed}: {scenario.Evidence.Lines:N0} lines, "
        + $"{scenario.Evidence.Bytes / 1_000_000} MB in {scenario.History.Elapsed.TotalSeconds:N0} s, "
        + $"{scenario.Counts.ProcessorKills} kills of the processor, {scenario.Counts.WriterKills} of the writer, {scenario.Scraper.Latest.Number:N0} scrapes";

    private static string Save(Scenario scenario, string verdict)
    {
        var file = Path.Combine(Folder(), $"{TestName}-{scenario.Style.Name}-{FaultSettings.Seed}.log");
        File.WriteAllText(file, $"{verdict}\n\n{scenario.History}\n\n{scenario.Processor.AllLogs()}");
        return file;
    }

    private static string Folder() => Directory.CreateDirectory(Repository.Path("artifacts/faults")).FullName;
}
