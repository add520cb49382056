using LogPair.Host.Workload;
using LogPair.Testing;
using Serilog;
using Serilog.Formatting.Compact;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>20 MB/s into segments of 10 MB, read by a processor that is a process of its own.</summary>
public sealed class FullSpeedTests
{
    private const long SegmentBytes = 10_000_000;

    // Lines of the workload have about 400 bytes.
    private const int LinesPerSecond = 50_000;
    private const int Lines = 8 * LinesPerSecond;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task EveryLineOfATerminatedGeneratorIsCountedOnceThroughKills(int kills)
    {
        using var volume = new TempVolume($"full-speed-{kills}");
        var processor = await RunningProcessor.StartAsync(volume, Cancel);
        await using var generator = LogPairProcess.Start(
            new Dictionary<string, string> { ["LOGPAIR_SEGMENT_SIZE"] = $"{SegmentBytes}" },
            "generate", "--logs", volume["logs"], "--state", volume["state"], "--rate", $"{LinesPerSecond}", "--truth", volume["truth.json"]);

        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await processor.ScrapeUntilAsync(Lines / 2, Cancel);
                await processor.KillAsync(Cancel);
                await processor.DisposeAsync();
                processor = await RunningProcessor.StartAsync(volume, Cancel);
            }

            var midway = await processor.ScrapeUntilAsync(Lines, Cancel);
            var exitCode = await generator.TerminateAsync(Cancel);
            Assert.True(exitCode == 0, generator.Error);
            var truth = Truth.FromJson(await File.ReadAllBytesAsync(volume["truth.json"], Cancel));
            var samples = await processor.ScrapeUntilAsync(truth.Events, Cancel);

            Assert.True(RunningProcessor.Lines(midway) >= Lines);
            Assert.Equal(0, truth.Dropped);
            TruthAssert.Equal(truth, samples);
            Assert.Equal(0, await processor.InterruptAsync(Cancel));
        }
        finally
        {
            await processor.DisposeAsync();
        }
    }

    [Fact]
    public async Task EveryLineOfSerilogsOwnFileSinkIsCountedOnceThroughAKill()
    {
        using var volume = new TempVolume();
        var processor = await RunningProcessor.StartAsync(volume, Cancel);
        try
        {
            var writing = WriteWithPlainSinkAsync(volume["logs/plain.log"]);
            await processor.ScrapeUntilAsync(Lines / 2, Cancel);
            await processor.KillAsync(Cancel);
            await processor.DisposeAsync();
            processor = await RunningProcessor.StartAsync(volume, Cancel);
            var truth = await writing;
            var samples = await processor.ScrapeUntilAsync(truth.Events, Cancel);

            Assert.Equal(Lines, truth.Events);
            TruthAssert.Equal(truth, samples);
        }
        finally
        {
            await processor.DisposeAsync();
        }
    }

    private static async Task<Truth> WriteWithPlainSinkAsync(string path)
    {
        await using var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.File(
                new CompactJsonFormatter(), path, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true,
                fileSizeLimitBytes: SegmentBytes, retainedFileCountLimit: null)
            .CreateLogger();
        var options = new WorkloadOptions { Rate = LinesPerSecond, Count = Lines, Seed = 11 };
        var runner = new WorkloadRunner(
            options,
            written =>
            {
                logger.Write(written);
                return true;
            },
            TimeProvider.System);
        return await Task.Run(() => runner.RunAsync(Cancel));
    }
}
