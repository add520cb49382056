using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// Kills at the entry of each system call that writes a checkpoint, an acknowledgement or a seal: between every two
/// file operations there is a moment at which a process has died.
/// </summary>
[Collection(FaultGroup.Name)]
public sealed class FileOperationKillTests
{
    // strace counts for each thread of its own, and saves go from thread to thread: higher numbers hardly ever come.
    private const int Calls = 3;
    private const int SegmentsAhead = 4;

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLineCountsOnceWhenTheProcessorDiesBetweenTwoFileOperations()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await Scenario.RunAsync(
            new ScenarioOptions(new RenameStyle()) { BytesPerSecond = 5_000_000 },
            async scenario =>
            {
                var calls = await ProcessorCallsAsync(scenario);
                await KillAtEachAsync(scenario, calls, FaultSettings.Share(9), KillProcessorAtAsync);
            },
            Cancel);
    }

    [Fact]
    public async Task EveryLineCountsOnceWhenTheGeneratorDiesBetweenTwoFileOperations()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await Scenario.RunAsync(
            new ScenarioOptions(new GeneratorStyle()),
            async scenario =>
            {
                var calls = await GeneratorCallsAsync(scenario);
                await KillAtEachAsync(scenario, calls, FaultSettings.Share(7), KillGeneratorAtAsync);
            },
            Cancel);
    }

    private static async Task KillAtEachAsync(
        Scenario scenario, IReadOnlyList<string> calls, TimeSpan time, Func<Scenario, string, int, Task<bool>> killAtAsync)
    {
        var budget = new FaultBudget { Time = time };
        var pairs = calls.SelectMany(call => Enumerable.Range(1, Calls).Select(number => (call, number))).ToArray();
        scenario.History.Add($"file operations: {string.Join(' ', calls)}");
        scenario.Random.Shuffle(pairs);
        foreach (var (call, number) in pairs)
        {
            if (budget.IsSpent(scenario.Counts)) return;
            var isDead = await killAtAsync(scenario, call, number);
            scenario.History.Add($"{(isDead ? "SIGKILL at" : "never came to")} {call} number {number}");
            scenario.Style.Prune(scenario);
            await scenario.UntilAnswersAsync();
        }
    }

    // Which calls write a checkpoint is the processor's affair, and may change: one harmless life shows it.
    private static async Task<IReadOnlyList<string>> ProcessorCallsAsync(Scenario scenario)
    {
        var recording = Path.Combine(scenario.ScratchPath, "strace");
        await scenario.RestartUnderAsync(Strace.Record(recording, Strace.StateFiles(scenario.StatePath)), mayFail: false);
        for (var answers = 0; answers < 5; answers++) await scenario.UntilAnswersAsync();
        await scenario.Processor.KillAsync();
        scenario.Processor.Start();
        return Strace.Recorded(recording);
    }

    private static async Task<IReadOnlyList<string>> GeneratorCallsAsync(Scenario scenario)
    {
        var recording = Path.Combine(scenario.ScratchPath, "strace");
        await scenario.UntilAsync("there is a segment", () => Directory.EnumerateFiles(scenario.LogsPath, "*.log").Any());
        await scenario.Writer.KillAsync();
        await scenario.StartWriterAsync(Strace.Record(recording, SealFiles(scenario.LogsPath)));
        await scenario.UntilAsync(
            "a seal is written", () => File.Exists(recording) && Strace.Recorded(recording).Contains("rename"));
        await scenario.Writer.KillAsync();
        await scenario.StartWriterAsync();
        return Strace.Recorded(recording);
    }

    /// <returns>Whether it came to that call.</returns>
    private static async Task<bool> KillProcessorAtAsync(Scenario scenario, string call, int number)
    {
        await scenario.RestartUnderAsync(
            Strace.Inject($"{call}:signal=SIGKILL:when={number}", Strace.StateFiles(scenario.StatePath)), mayFail: true);
        var isDead = await scenario.Processor.EndsWithinAsync(LongestLife, Cancel);
        await scenario.Processor.KillAsync();
        if (scenario.Random.Next(2) == 0) await scenario.Style.RollAsync(scenario);
        scenario.Processor.Start();
        return isDead;
    }

    private static async Task<bool> KillGeneratorAtAsync(Scenario scenario, string call, int number)
    {
        await scenario.Writer.StartedAsync(Cancel);
        await scenario.Writer.KillAsync();
        await scenario.StartWriterAsync(
            Strace.Inject($"{call}:signal=SIGKILL:when={number}", SealFiles(scenario.LogsPath)));
        var isDead = await Deadline.PollAsync(
            LongestLife, () => Task.FromResult(!scenario.Writer.IsRunning), ended => ended, Cancel);
        scenario.Counts.WriterKills++;
        await scenario.StartWriterAsync();
        return isDead;
    }

    // strace takes paths, not patterns: those of the segments that are there, and of the next ones.
    private static IEnumerable<string> SealFiles(string logs)
    {
        var names = Directory.GetFiles(logs, "*.log")
            .Select(path => SegmentName.TryParse(Path.GetFileName(path), out var name) ? name : default)
            .Order()
            .TakeLast(SegmentsAhead)
            .ToList();
        var last = names[^1];
        for (var ahead = 1; ahead <= SegmentsAhead; ahead++) names.Add(last with { Sequence = last.Sequence + ahead });
        return names.Select(name => Path.Combine(logs, name.ToString() + VolumeLayout.SealSuffix))
            .SelectMany(seal => new[] { seal, seal + VolumeLayout.TemporarySuffix });
    }
}
