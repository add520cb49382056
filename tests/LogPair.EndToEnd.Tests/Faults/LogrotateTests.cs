namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>logrotate as Debian ships it, with kills of the processor.</summary>
[Collection(FaultGroup.Name)]
public sealed class LogrotateTests
{
    private const int BytesPerSecond = 5_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("logrotate-create", "create")]
    [InlineData("logrotate-delaycompress", "create", "compress", "delaycompress")]
    [InlineData("logrotate-compress", "create", "compress")]
    public Task EveryLineCountsOnceThroughLogrotateThatCreates(string name, params string[] options) =>
        RunAsync(new ScenarioOptions(new LogrotateStyle(name, options)), Fault.For);

    [Theory]
    [InlineData("copytruncate")]
    [InlineData("copytruncate-compress", "compress")]
    public Task CopytruncateLosesNoMoreThanLogrotateDoesAndNothingCountsTwice(string name, params string[] options) => RunAsync(
        new ScenarioOptions(new CopyTruncateStyle(name, options)) { Compare = CopyTruncateStyle.Compare },
        // The writer's own account is the truth here, so it must live to give it.
        _ => [Fault.KillProcessor, Fault.FreezeProcessor, Fault.Roll]);

    private static async Task RunAsync(ScenarioOptions options, Func<WritingStyle, IReadOnlyList<Fault>> faults)
    {
        Requirement.Check(await LogrotateStyle.MissingAsync(Cancel));
        var budget = new FaultBudget { Time = FaultSettings.Share(3) };
        await Scenario.RunAsync(
            options with { BytesPerSecond = BytesPerSecond },
            scenario => scenario.SufferAsync(faults(options.Style), budget), Cancel);
    }
}
