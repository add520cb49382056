using LogPair.Host.Demo;
using LogPair.Host.Workload;
using LogPair.Testing;

namespace LogPair.Host.Commands;

/// <summary>The verbs on real files.</summary>
public sealed class PairTests
{
    [Fact]
    public async Task ADemoIsExactAndLeavesNothing()
    {
        using var volume = new TempVolume();
        var invocation = new Invocation();

        var exitCode = await invocation.RunAsync("demo", "--rate", "0", "--duration", "500ms", "--listen", "127.0.0.1:0", "--truth", volume["truth.json"]);

        Assert.True(exitCode == ExitCode.Done, invocation.Output + invocation.Error);
        var truth = Truth.FromJson(await File.ReadAllBytesAsync(volume["truth.json"], TestContext.Current.CancellationToken));
        Assert.Contains(FormattableString.Invariant($"exact: {truth.Events:N0} written, {truth.Events:N0} counted"), invocation.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(VolumeOf(invocation.Output)));
    }

    [Fact]
    public async Task AReplayOfWhatWasGeneratedEqualsTheTruth()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["rules.yaml"], DemoRules.Yaml, TestContext.Current.CancellationToken);
        var generate = new Invocation();
        var replay = new Invocation();

        Assert.Equal(ExitCode.Done, await generate.RunAsync(
            "generate", "--logs", volume["logs"], "--rate", "0", "--count", "20000", "--seed", "11", "--truth", "-"));
        Assert.Equal(ExitCode.Done, await replay.RunAsync("replay", "--config", volume["rules.yaml"], volume["logs/*.log"]));

        var verdict = DemoVerdict.Compare(Truth.FromJson(System.Text.Encoding.UTF8.GetBytes(generate.Output)), replay.Output);
        Assert.Equal("", string.Join('\n', verdict.Differences));
        Assert.Equal(20_000, verdict.Counted);
        Assert.StartsWith("20,000 lines", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatCannotBeReadIsNamedAndTheRestIsCounted()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["good.log"], "{\"@t\":\"2026-11-22T13:00:00Z\",\"@mt\":\"x\"}\n", TestContext.Current.CancellationToken);
        var replay = new Invocation();

        Assert.Equal(ExitCode.Failed, await replay.RunAsync("replay", volume["good.log"], volume["gone.log"]));
        Assert.Contains(volume["gone.log"] + ": ", replay.Error, StringComparison.Ordinal);
        Assert.Contains("log_events_total{level=\"Information\"} 1", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInterruptedReplayPrintsNoHalfCount()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["a.log"], "{}\n", TestContext.Current.CancellationToken);
        var replay = new Invocation();

        Assert.Equal(ExitCode.Failed, await replay.RunAsync(new CancellationToken(canceled: true), "replay", volume["a.log"]));
        Assert.Empty(replay.Output);
    }

    private static string VolumeOf(string output) =>
        output.Split('\n')[0].Split(' ').Single(word => word.Contains("logpair-demo-", StringComparison.Ordinal)).TrimEnd(';');
}
