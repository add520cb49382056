namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Clocks that jump, file events that do not come, and rules that change while lines are counted.</summary>
[Collection(FaultGroup.Name)]
public sealed class SurroundingsTests
{
    private const double Percent = 3;
    private const int BytesPerSecond = 5_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLineCountsOnceWhileTheClockSteps()
    {
        Requirement.Check(SteppingClock.Missing);
        using var clock = new SteppingClock();
        var step = new Fault("clock step", 20, scenario =>
        {
            var offset = TimeSpan.FromSeconds(scenario.Random.Next(-100_000, 100_000));
            scenario.History.Add($"clock is off by {offset}");
            clock.Step(offset);
            return Task.CompletedTask;
        });
        await RunAsync(
            new ScenarioOptions(new RenameStyle()) { Variables = clock.Variables }, step, Fault.KillProcessor, Fault.Roll);
    }

    [Fact]
    public async Task EveryLineCountsOnceWithoutFileEvents()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await RunAsync(
            new ScenarioOptions(new RenameStyle()) { FirstUnder = Strace.NoInotify },
            Fault.NoEvents, Fault.Roll, Fault.FreezeWriter);
    }

    [Fact]
    public Task EveryLineCountsOnceWhileRulesAreReloaded() =>
        RunAsync(new ScenarioOptions(new RenameStyle()),
            Fault.ReloadRules with { Weight = 20 }, Fault.KillProcessor, Fault.Roll);

    private static Task RunAsync(ScenarioOptions options, params Fault[] faults)
    {
        var budget = new FaultBudget { Time = FaultSettings.Share(Percent) };
        return Scenario.RunAsync(
            options with { BytesPerSecond = BytesPerSecond }, scenario => scenario.SufferAsync(faults, budget), Cancel);
    }
}
