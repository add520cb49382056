namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Something that goes wrong.</summary>
/// <param name="Name">For the history.</param>
/// <param name="Weight">How often it is chosen, compared with the others.</param>
/// <param name="ApplyAsync">Does it, and leaves both processes running.</param>
internal sealed record Fault(string Name, int Weight, Func<Scenario, Task> ApplyAsync)
{
    private static readonly TimeSpan LongestFreeze = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestDown = TimeSpan.FromMilliseconds(200);

    public static Fault KillProcessor { get; } = new("SIGKILL processor", 20, async scenario =>
    {
        await scenario.Processor.KillAsync();
        scenario.Counts.ProcessorKills++;
        await WhileDownAsync(scenario);
        scenario.Processor.Start();
    });

    public static Fault TerminateProcessor { get; } = new("SIGTERM processor", 2, async scenario =>
    {
        // While it is still starting, there is nothing to end in an orderly way.
        await scenario.UntilAnswersAsync();
        var exitCode = await scenario.Processor.TerminateAsync(scenario.Cancel);
        if (exitCode != 0)
            throw new FaultFailure($"After SIGTERM the processor ended with {exitCode}:\n{scenario.Processor.LogTail()}");
        await WhileDownAsync(scenario);
        scenario.Processor.Start();
    });

    public static Fault FreezeProcessor { get; } = new("SIGSTOP processor", 2, async scenario =>
        await scenario.Processor.FreezeAsync(scenario.Random.Next(LongestFreeze), scenario.Cancel));

    public static Fault KillWriter { get; } = new("SIGKILL writer", 4, async scenario =>
    {
        await scenario.Writer.StartedAsync(scenario.Cancel);
        await scenario.Writer.KillAsync();
        scenario.Counts.WriterKills++;
        await scenario.StartWriterAsync();
    });

    public static Fault TerminateWriter { get; } = new("SIGTERM writer", 1, async scenario =>
    {
        await scenario.Writer.TerminateAsync(scenario.Cancel);
        await scenario.StartWriterAsync();
    });

    public static Fault FreezeWriter { get; } = new("SIGSTOP writer", 1, async scenario =>
        await scenario.Writer.FreezeAsync(scenario.Random.Next(LongestFreeze), scenario.Cancel));

    public static Fault Roll { get; } = new("roll", 8, scenario => scenario.Style.RollAsync(scenario));

    public static Fault NoEvents { get; } = new("restart without inotify", 1, scenario =>
        scenario.RestartUnderAsync(Strace.NoInotify, mayFail: false));

    public static Fault ReloadRules { get; } = new("reload rules", 2, scenario =>
    {
        FaultRules.Write(scenario.Processor.RulesPath, ++scenario.Counts.Reloads);
        return Task.CompletedTask;
    });

    /// <summary>What a style is tested with.</summary>
    public static IReadOnlyList<Fault> For(WritingStyle style)
    {
        IReadOnlyList<Fault> all = [KillProcessor, TerminateProcessor, FreezeProcessor, KillWriter, TerminateWriter, FreezeWriter];
        return style.IsRotated ? [.. all, Roll] : all;
    }

    private static async Task WhileDownAsync(Scenario scenario)
    {
        if (scenario.Style.RollsUnseen && scenario.Random.Next(2) == 0) await scenario.Style.RollAsync(scenario);
        if (scenario.Random.Next(4) == 0) await Task.Delay(scenario.Random.Next(LongestDown), scenario.Cancel);
    }
}
