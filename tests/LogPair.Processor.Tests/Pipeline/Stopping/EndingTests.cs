using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Stopping;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Stopping;

public class EndingTests
{
    [Fact]
    public async Task TheEndWaitsForACompleteScrapeOfTheFinalValues()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n{}\n");
        await using var processor = new RunningProcessor(volume).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);

        await processor.StopAsync();
        await processor.UntilAsync(() => processor.Status.State == ProcessorState.Lingering);
        var (text, receipt) = await processor.ScrapeAsync();
        Assert.False(processor.Running.IsCompleted);
        Assert.True(processor.Status.IsReady);
        receipt.Complete();

        Assert.Equal(Ending.DrainAndLinger, await processor.EndAsync());
        Assert.Contains("logpair_lines_total 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScrapeShowsWhenTheOneBeforeItWasAnsweredToItsEnd()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using var processor = new RunningProcessor(volume, time: time).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);

        var (first, receipt) = await processor.ScrapeAsync();
        var (givenUp, _) = await processor.ScrapeAsync();
        time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1_800_000_600));
        receipt.Complete();
        var (later, _) = await processor.ScrapeAsync();

        Assert.Contains("logpair_last_scrape_timestamp_seconds 0\n", first, StringComparison.Ordinal);
        Assert.Contains("logpair_last_scrape_timestamp_seconds 0\n", givenUp, StringComparison.Ordinal);
        Assert.Contains("logpair_last_scrape_timestamp_seconds 1800000600\n", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScrapeFromBeforeTheStopWillDoIfNothingWasCountedSince()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, stopTimeout: TimeSpan.FromDays(1)).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);
        (await processor.ScrapeAsync()).Receipt.Complete();

        await processor.StopAsync();

        await processor.EndAsync();
    }

    [Fact]
    public async Task LinesThatAreWrittenWhileItWaitsAreCountedAndWaitedFor()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, stopTimeout: TimeSpan.FromDays(1)).Start();
        await processor.StopAsync();
        await processor.UntilAsync(() => processor.Status.State == ProcessorState.Lingering);

        var (_, early) = await processor.ScrapeAsync();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        RunningProcessor.Write(volume, "b.log", "{}\n");
        early.Complete();
        await processor.UntilAsync(() => processor.Status.Counts.Lines == 3);
        Assert.Equal(ProcessorState.Lingering, processor.Status.State);
        var (text, late) = await processor.ScrapeAsync();
        late.Complete();

        await processor.EndAsync();
        Assert.Contains("logpair_lines_total 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWaitIsBoundedByTheTimeForTheWholeStop()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, stopTimeout: TimeSpan.FromMilliseconds(500)).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);
        var begin = TimeProvider.System.GetTimestamp();

        await processor.StopAsync();

        Assert.Equal(Ending.DrainAndLinger, await processor.EndAsync());
        Assert.True(TimeProvider.System.GetElapsedTime(begin) >= TimeSpan.FromMilliseconds(490));
    }

    [Theory]
    [InlineData(Ending.Drain, 1)]
    [InlineData(Ending.DrainAndLinger, 0)]
    internal async Task NobodyIsWaitedForWhenNobodyWantsIt(Ending ending, int stopTimeoutDays)
    {
        using var volume = new TempVolume();
        await using var processor = new RunningProcessor(
            volume, () => ending, TimeSpan.FromDays(stopTimeoutDays)).Start();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await processor.UntilAsync(() => processor.Status.Counts.Lines == 1);

        await processor.StopAsync();

        await processor.EndAsync();
        Assert.Equal(1, processor.Status.Counts.Lines);
    }

    [Fact]
    public async Task AHandOverWaitsForWhatOnlyThisProcessorCanReach()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, () => Ending.HandOver, time: new FakeTimeProvider()).Start();
        await processor.UntilAsync(
            () => processor.Status is { State: ProcessorState.Following, Counts.Lines: 1 });
        await using var writer = new StreamWriter(volume["logs/a.log"], append: true);
        File.Move(volume["logs/a.log"], volume["moved away"]);

        await processor.StopAsync();
        await writer.WriteAsync("{}\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
        await processor.UntilAsync(() => processor.Running.IsCompleted);

        Assert.Equal(2, processor.Status.Counts.Lines);
        Assert.Equal(ProcessorState.Following, processor.Status.State);
    }

    [Fact]
    public async Task AnEndWithoutItsLastCheckpointIsAFailure()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume).Start();
        await processor.UntilAsync(() => processor.Status.Counts.Lines == 1);
        await processor.ScrapeAsync();

        Directory.Delete(volume["state"], recursive: true);
        File.WriteAllText(volume["state"], "in the way");
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await processor.StopAsync();

        await Assert.ThrowsAsync<IOException>(processor.EndAsync);
    }
}
