using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Generator;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>The processor where the kernel refuses it file events.</summary>
public sealed class WithoutEventsTests
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    // For scraping, which is done ten times a second, and for a busy machine.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(750);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WithoutEvents.Instances, "fs.inotify.max_user_instances")]
    [InlineData(WithoutEvents.Watches, "fs.inotify.max_user_watches")]
    public async Task EverythingIsCountedWithinThePollingIntervalAndOneWarningNamesTheSysctl(
        string limit, string sysctl)
    {
        using var volume = new TempVolume($"without-{limit}");
        await using var processor = await RunningProcessor.StartInAsync(
            await WithoutEvents.WrapperAsync(limit, Cancel), new Dictionary<string, string>(), volume, Cancel);
        using var application = new Application(new LogPairOptions
        {
            Directory = volume["logs"],
            SegmentSizeBytes = 4_096,
            MaxVolumeBytes = 1 << 30,
        });

        for (var round = 0; round < 10; round++)
        {
            await Task.Delay(PollInterval * 4, Cancel); // Until the processor polls as rarely as it ever does.
            application.Write(100);
            var latency = await WaitForAsync(processor, application.Offered);
            Assert.InRange(latency, TimeSpan.Zero, PollInterval + Slack);
        }

        var samples = await processor.ScrapeUntilAsync(application.Offered, Cancel);
        Assert.Equal(0, samples.Single(sample => sample.Name == "logpair_watcher_up").Value);
        Assert.Equal(0, await processor.InterruptAsync(Cancel));
        var warning = Assert.Single(
            processor.Log.Split('\n'), line => line.Contains("warn", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(sysctl, warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARingIsHeardWhereEventsAreNot()
    {
        using var volume = new TempVolume();
        var doorbell = $"127.0.0.1:{FreePort()}";
        var variables = new Dictionary<string, string>
        {
            ["LOGPAIR_DOORBELL"] = doorbell,
            ["LOGPAIR_MAX_POLL_INTERVAL"] = "1m",
        };
        await using var processor = await RunningProcessor.StartInAsync(
            await WithoutEvents.WrapperAsync(WithoutEvents.Instances, Cancel), variables, volume, Cancel);
        using var application = new Application(new LogPairOptions { Directory = volume["logs"], Doorbell = doorbell });

        // Each pause is twice the one before it: after these, the next look is this far away again.
        await Task.Delay(TimeSpan.FromSeconds(7), Cancel);
        application.Write(1);
        var latency = await WaitForAsync(processor, application.Offered);

        Assert.InRange(latency, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    /// <returns>How long it took until so many lines were counted.</returns>
    private static async Task<TimeSpan> WaitForAsync(RunningProcessor processor, long lines)
    {
        var start = Stopwatch.GetTimestamp();
        var samples = await processor.ScrapeUntilAsync(lines, Cancel);
        Assert.Equal(lines, RunningProcessor.Lines(samples));
        return Stopwatch.GetElapsedTime(start);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
