using System.Diagnostics;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Generator;
using LogPair.Host.Workload;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>Another process writes the same stream into the same directory.</summary>
public sealed class OtherWritersTests
{
    // One look a second, with room for a busy machine.
    private static readonly TimeSpan LongestUnnoticed = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnotherProcessIsNoticedAndKeptApart()
    {
        using var volume = new TempVolume();
        using var application = Start(volume);
        application.Write(100);

        await using var other = Generate(volume, "--duration", "4s", "--truth", volume["truth.json"]);
        var unnoticed = await WaitUntilNoticedAsync(application, volume);
        var exitCode = await other.WaitAsync(Cancel);
        await application.WriteUntilAsync(status => status.OtherWriters == 0, Cancel);
        application.Dispose();

        Assert.Equal(0, exitCode);
        Assert.InRange(unnoticed, TimeSpan.Zero, LongestUnnoticed);
        var truth = Truth.FromJson(await File.ReadAllBytesAsync(volume["truth.json"], Cancel));
        var books = Books.Read(volume["logs"]);
        Assert.Equal((0, 0), (truth.Dropped, application.Status.EventsDropped));
        Assert.Equal(truth.Events + application.Offered, books.Lines);
        Assert.Equal((0, 0), (books.GoneLines, books.Unsealed.Count));
        Assert.All(Directory.GetFiles(volume["logs"], "*.log"), segment => Assert.Single(
            File.ReadLines(segment).Select(IsOurs).Distinct()));
    }

    [Fact]
    public async Task WhatAKilledProcessLeavesIsSealedByTheOther()
    {
        using var volume = new TempVolume();
        using var application = Start(volume);
        application.Write(100);

        await using var other = Generate(volume);
        await WaitUntilNoticedAsync(application, volume);
        await other.KillAsync(Cancel);
        await application.WriteUntilAsync(status => status.OtherWriters == 0, Cancel);
        application.Dispose();

        var books = Books.Read(volume["logs"]);
        Assert.True(books.Lines > application.Offered);
        Assert.Equal((0, 0), (books.GoneLines, books.Unsealed.Count));
    }

    private static Application Start(TempVolume volume) => new(new LogPairOptions
    {
        Directory = volume["logs"],
        SegmentSizeBytes = 16_384,
        MaxVolumeBytes = 1 << 30,
    });

    private static LogPairProcess Generate(TempVolume volume, params string[] arguments) => LogPairProcess.Start(
        new Dictionary<string, string> { ["LOGPAIR_STREAM"] = "app", ["LOGPAIR_SEGMENT_SIZE"] = "64KiB" },
        ["generate", "--logs", volume["logs"], "--rate", "2000", .. arguments]);

    /// <returns>How long a segment of the other stood there before it was noticed.</returns>
    private static async Task<TimeSpan> WaitUntilNoticedAsync(Application application, TempVolume volume)
    {
        await application.WriteUntilAsync(
            status => Directory.GetFiles(volume["logs"], "*.log").Any(
                segment => segment != status.CurrentSegment && !File.Exists($"{segment}.seal")),
            Cancel);
        var start = Stopwatch.GetTimestamp();
        var status = await application.WriteUntilAsync(status => status.OtherWriters > 0, Cancel);
        Assert.Equal(1, status.OtherWriters);
        Assert.Contains("stream of its own", status.LastError, StringComparison.Ordinal);
        return Stopwatch.GetElapsedTime(start);
    }

    private static bool IsOurs(string line) => line.Contains("{Id} {Text}", StringComparison.Ordinal);
}
