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
    public Task EveryLineOfTheGeneratorCountsOnceThroughKillsOfBothSides()
    {
        var style = new GeneratorStyle { WritesByTurns = true };
        // The other styles kill their writers as well; here it must happen often, for it is the half of the pair.
        IReadOnlyList<Fault> faults =
            [.. Fault.For(style).Select(fault => fault == Fault.KillWriter ? fault with { Weight = 16 } : fault)];
        return RunAsync(style, faults, FaultSettings.GeneratorKills ?? 0);
    }

    [Fact]
    public Task EveryLineOfSerilogsFileSinkCountsOnceThroughKills() => RunAsync(new SerilogFileStyle());

    [Fact]
    public Task EveryLineCountsOnceThroughRenamesAndKills() => RunAsync(new RenameStyle());

    [Fact]
    public Task EveryLineCountsOnceThroughDeletionsAndKills() => RunAsync(new RecreateStyle());

    private static Task RunAsync(WritingStyle style) => RunAsync(style, Fault.For(style), writerKills: 0);

    private static Task RunAsync(WritingStyle style, IReadOnlyList<Fault> faults, int writerKills)
    {
        var budget = new FaultBudget
        {
            Time = FaultSettings.Share(Percent),
            ProcessorKills = FaultSettings.Kills is { } kills ? (kills + Styles - 1) / Styles : null,
            WriterKills = FaultSettings.Kills is null ? null : writerKills,
        };
        return Scenario.RunAsync(new ScenarioOptions(style), scenario => scenario.SufferAsync(faults, budget), Cancel);
    }
}
