using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// Kills at the entry of each system call that writes a checkpoint, an acknowledgement or a seal: between every two
/// file operations there is a moment at which a process has died.
/// </summary>
[Collection(FaultGroup.Name)]
public sealed class FileOperationKillTests
{
    // Enough for the first checkpoint, what follows it, and one in the middle of the run.
    private const int Calls = 6;
    private const int SegmentsAhead = 4;

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLineCountsOnceWhenTheProcessorDiesBetweenTwoFileOperations()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await Scenario.RunAsync(
            new ScenarioOptions(new RenameStyle()) { BytesPerSecond = 5_000_000 },
            scenario => KillAtEachAsync(scenario, FaultSettings.Share(9), KillProcessorAtAsync), Cancel);
    }

    [Fact]
    public async Task EveryLineCountsOnceWhenTheGeneratorDiesBetweenTwoFileOperations()
    {
        Requirement.Check(await Strace.MissingAsync(Cancel));
        await Scenario.RunAsync(
            new ScenarioOptions(new GeneratorStyle()), scenario => KillAtEachAsync(scenario, FaultSettings.Share(7), KillGeneratorAtAsync),
            Cancel);
    }

    private static async Task KillAtEachAsync(
        Scenario scenario, TimeSpan time, Func<Scenario, string, int, Task<bool>> killAtAsync)
    {
        var budget = new FaultBudget { Time = time };
        var pairs = Strace.FileOperations.SelectMany(call => Enumerable.Range(1, Calls).Select(number => (call, number)))
            .ToArray();
        scenario.Random.Shuffle(pairs);
        var unused = new HashSet<string>();
        await scenario.UntilAnswersAsync();
        foreach (var (call, number) in pairs)
        {
            if (unused.Contains(call)) continue;
            if (budget.IsSpent(scenario.Counts)) return;
            scenario.History.Add($"SIGKILL at {call} number {number}");
            if (!await killAtAsync(scenario, call, number)) unused.Add(call);
            scenario.Style.Prune(scenario);
            await scenario.UntilAnswersAsync();
        }
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
