using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>How a processor ends that nobody scrapes.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TerminationIsOverWhenTheTimeIsUpAndSaysThatNobodyCame()
    {
        using var volume = new TempVolume();
        await using var processor = await StartAsync(volume, "1s");

        var exitCode = await processor.TerminateAsync(Cancel);

        Assert.True(exitCode == 0, processor.Error);
        Assert.Contains("No complete scrape has seen the final values within 1 s", processor.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APersonDoesNotWaitForAScrape()
    {
        using var volume = new TempVolume();
        await using var processor = await StartAsync(volume, "1h");

        var exitCode = await processor.InterruptAsync(Cancel);

        Assert.True(exitCode == 0, processor.Error);
        Assert.Contains("Read to the end of every file", processor.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsConsumedIsNewerThanTheLogAfterTheEnd()
    {
        using var volume = new TempVolume();
        await using var processor = await StartAsync(volume, "1h");
        await File.AppendAllTextAsync(volume["logs/app.log"], "{}\n", Cancel);

        await processor.InterruptAsync(Cancel);
        var verdict = await Tool.TryRunAsync("test", [volume["state/consumed"], "-nt", volume["logs/app.log"]], Cancel);

        Assert.Equal(0, verdict?.ExitCode);
    }

    private static async Task<LogPairProcess> StartAsync(TempVolume volume, string stopTimeout)
    {
        Directory.CreateDirectory(volume["logs"]);
        await File.WriteAllTextAsync(volume["logs/app.log"], "{}\n", Cancel);
        var processor = LogPairProcess.Start(
            "run", "--logs", volume["logs"], "--state", volume["state"], "--listen", "127.0.0.1:0", "--stop-timeout", stopTimeout);
        var isFollowing = await Deadline.PollAsync(
            Patience, () => Task.FromResult(processor.Error.Contains("Caught up", StringComparison.Ordinal)), isSo => isSo, Cancel);
        Assert.True(isFollowing, processor.Error);
        return processor;
    }
}
