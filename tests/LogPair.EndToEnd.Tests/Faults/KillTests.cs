namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Kills of both sides at random moments, at 20 MB/s, in every style that loses nothing by itself.</summary>
[Collection(FaultGroup.Name)]
public sealed class KillTests
{
    // Of the fault tests' time, for each style.
    private const double Percent = 10;
    private const int Styles = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task EveryLineOfTheGeneratorCountsOnceThroughKillsOfBothSides() =>
        RunAsync(new GeneratorStyle(), FaultSettings.GeneratorKills);

    [Fact]
    public Task EveryLineOfSerilogsFileSinkCountsOnceThroughKills() => RunAsync(new SerilogFileStyle(), writerKills: null);

    [Fact]
    public Task EveryLineCountsOnceThroughRenamesAndKills() => RunAsync(new RenameStyle(), writerKills: null);

    [Fact]
    public Task EveryLineCountsOnceThroughDeletionsAndKills() => RunAsync(new RecreateStyle(), writerKills: null);

    private static Task RunAsync(WritingStyle style, int? writerKills)
    {
        var budget = new FaultBudget
        {
            Time = FaultSettings.Share(Percent),
            ProcessorKills = FaultSettings.Kills is { } kills ? (kills + Styles - 1) / Styles : null,
            WriterKills = FaultSettings.Kills is null ? null : writerKills,
        };
        return Scenario.RunAsync(
            new ScenarioOptions(style), scenario => scenario.SufferAsync(Fault.For(style), budget), Cancel);
    }
}
