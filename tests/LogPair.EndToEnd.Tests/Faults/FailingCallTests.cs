using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Reads, writes, renames and opens that fail now and then, as on a full, flaky or overloaded node.</summary>
[Collection(FaultGroup.Name)]
public sealed class FailingCallTests
{
    private static readonly string[] Names = ["app.log", "app.log.1", "app.log.2", "app.log.3"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLineCountsOnceWhileSystemCallsFail()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        IReadOnlyList<Fault> faults =
        [
            Failing("writes of the state, ENOSPC", "pwrite64,write:error=ENOSPC", State),
            Failing("renames of the state, EIO", "rename,renameat2:error=EIO", State),
            Failing("opens of the state, EMFILE", "openat:error=EMFILE", State),
            Failing("modes of the state, EPERM", "fchmod:error=EPERM", State),
            Failing("reads of the logs, EIO", "pread64,read:error=EIO", Logs),
            Failing("opens of the logs, EMFILE", "openat,openat2:error=EMFILE", Logs),
            Failing("looks at the logs, EIO", "statx:error=EIO", Logs),
            Fault.NoEvents,
            Fault.KillProcessor,
            Fault.Roll,
        ];
        var budget = new FaultBudget { Time = FaultSettings.Share(7) };
        await Scenario.RunAsync(
            new ScenarioOptions(new RenameStyle()) { BytesPerSecond = 10_000_000 },
            scenario => scenario.SufferAsync(faults, budget), Cancel);
    }

    [Fact]
    public async Task ARestartThatCannotSaveShowsWhatWasRestored()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await Scenario.RunAsync(
            new ScenarioOptions(new RenameStyle()) { BytesPerSecond = 1_000_000 },
            async scenario =>
            {
                await UntilCountedAsync(scenario);
                await scenario.RestartUnderAsync(
                    Strace.Inject("rename,renameat2,pwrite64:error=EIO:when=2+", State(scenario)), mayFail: false);
                await scenario.UntilAnswersAsync();
                await scenario.UntilAnswersAsync();
                await scenario.Processor.KillAsync();
                scenario.Processor.Start();
            },
            Cancel);
    }

    [Fact]
    public async Task ACheckpointThatCannotBeOpenedForAMomentIsReadAllTheSame()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await Scenario.RunAsync(
            new ScenarioOptions(new RenameStyle()) { BytesPerSecond = 1_000_000 },
            async scenario =>
            {
                await UntilCountedAsync(scenario);
                var checkpoint = Path.Combine(scenario.StatePath, VolumeLayout.CheckpointFile);
                await scenario.RestartUnderAsync(Strace.Inject("openat:error=EMFILE:when=1..3", checkpoint), mayFail: false);
                await scenario.UntilAnswersAsync();
                Assert.Contains($"Resuming from {checkpoint} (", scenario.Processor.Log, StringComparison.Ordinal);
                await scenario.Processor.KillAsync();
                scenario.Processor.Start();
            },
            Cancel);
    }

    private static Task UntilCountedAsync(Scenario scenario) => scenario.UntilAsync(
        "something is counted", () => scenario.Scraper.Latest.Totals.GetValueOrDefault("fault_size_count") > 0);

    private static IEnumerable<string> State(Scenario scenario) => Strace.StateFiles(scenario.StatePath);

    // Opened and asked by their names in the directory, once they are open by their whole paths.
    private static IEnumerable<string> Logs(Scenario scenario) =>
        Names.SelectMany(name => new[] { name, Path.Combine(scenario.LogsPath, name) });

    // From a random call on, one of a few fails. A life that starts like that may not come up at all.
    private static Fault Failing(string name, string injection, Func<Scenario, IEnumerable<string>> files) =>
        new(name, 4, scenario =>
        {
            var when = $"when={scenario.Random.Next(1, 8)}+{scenario.Random.Next(2, 6)}";
            return scenario.RestartUnderAsync(Strace.Inject($"{injection}:{when}", files(scenario)), mayFail: true);
        });
}
