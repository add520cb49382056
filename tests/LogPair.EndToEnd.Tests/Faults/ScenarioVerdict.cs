namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// After the faults: lets everything come to rest, and compares what was counted with what was written.
/// </summary>
internal static class ScenarioVerdict
{
    /// <exception cref="FaultFailure">They differ.</exception>
    public static async Task ReachAsync(Scenario scenario)
    {
        scenario.History.Add("faults are over");
        scenario.LivesMayFail = false;
        var written = await scenario.Writer.TerminateAsync(scenario.Cancel);
        scenario.Evidence.Refresh();
        await scenario.Processor.KillAsync();
        scenario.Processor.Start();
        await UntilAtRestAsync(scenario);
        Compare(scenario, written);

        // What is counted twice often comes late: with the next start.
        if (await scenario.Processor.TerminateAsync(scenario.Cancel) is var exitCode and not 0)
            throw new FaultFailure($"The processor ended with {exitCode}:\n{scenario.Processor.LogTail()}");
        scenario.Processor.Start();
        await UntilAtRestAsync(scenario);
        Compare(scenario, written);
    }

    /// <summary>The evidence and the scrape are the same in every series.</summary>
    public static IEnumerable<string> Equal(Scenario scenario, IReadOnlyDictionary<string, double> written)
    {
        var differences = EqualSeries(scenario, written);
        return scenario.Evidence.Gap is { } gap
            ? differences.Prepend($"the evidence has missed a file, the run proves nothing: {gap}")
            : differences;
    }

    /// <summary>As <see cref="Equal"/>, for writers that may drop events before they become lines.</summary>
    public static IEnumerable<string> EqualSeries(Scenario scenario, IReadOnlyDictionary<string, double> written)
    {
        var truth = scenario.Evidence.Series();
        var scrape = scenario.Scraper.Latest;
        foreach (var series in truth.Keys.Union(scrape.Totals.Keys).Order(StringComparer.Ordinal))
        {
            var (counted, expected) = (scrape.Totals.GetValueOrDefault(series), truth.GetValueOrDefault(series));
            if (counted != expected)
                yield return $"{series}: counted {counted}, written {expected} ({counted - expected:+0;-0})";
        }
    }

    private static async Task UntilAtRestAsync(Scenario scenario)
    {
        await scenario.UntilAnswersAsync();
        var lines = scenario.Evidence.Lines;
        var first = scenario.Scraper.Latest.Number;
        await scenario.UntilAsync($"{lines} lines are counted and nothing is left to read", () => IsAtRest(scenario, lines, first));
        await scenario.UntilAnswersAsync();
    }

    // If lines are lost for good, the count never gets there: an answer that says ready, and no lag, many times over.
    private static bool IsAtRest(Scenario scenario, long lines, long first)
    {
        var scrape = scenario.Scraper.Latest;
        if (scrape.Samples.Any(sample => sample.Name == "logpair_lag_bytes" && sample.Value > 0)) return false;
        return scrape.Totals.GetValueOrDefault("logpair_lines_total") >= lines || scrape.Number > first + 100;
    }

    private static void Compare(Scenario scenario, IReadOnlyDictionary<string, double> written)
    {
        scenario.Check();
        var differences = scenario.Compare(written).ToList();
        if (differences.Count > 0)
            throw new FaultFailure($"{differences.Count} differences:\n{string.Join('\n', differences.Take(15))}");
    }
}
