using System.Globalization;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Generator;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>A processor that is gone, sixteen times the budget written, and the processor back at the end.</summary>
/// <remarks>
/// 4 MiB and 64 MiB here; <see cref="ScaleVariable"/> multiplies both, so that 16 means 64 MiB and 1 GiB.
/// </remarks>
public sealed class BudgetTests
{
    private const string ScaleVariable = "LOGPAIR_FAULT_SCALE";
    private const int EventLength = 1_000;

    private static readonly TimeSpan MaxBlock = TimeSpan.FromMilliseconds(500);

    // For the machine: it may be busy with other tests.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(500);

    private static readonly int Scale = int.Parse(
        Environment.GetEnvironmentVariable(ScaleVariable) is { Length: > 0 } scale ? scale : "1",
        CultureInfo.InvariantCulture);

    private static readonly long Budget = Scale * 4L * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LogPairOverflow.DropOldestUnread, "budget_oldest")]
    [InlineData(LogPairOverflow.DropNewest, "budget_newest")]
    [InlineData(LogPairOverflow.Block, "budget_block_timeout")]
    public async Task WithoutAProcessorTheBudgetHoldsAndOnceItIsBackEveryEventIsCountedOrToldAsLost(
        LogPairOverflow overflow, string reason)
    {
        using var volume = new TempVolume($"budget-{overflow}");
        await using var mount = await Mount.TmpfsAsync(volume["logs"], $"size={4 * Budget}", Cancel);
        var (application, highest) = Offer(volume, overflow);
        var status = application.Status;
        var lost = status.EventsDropped + status.LinesDeletedUnread;

        Assert.InRange(highest, Budget / 2, Budget);
        Assert.InRange(application.LongestCall, TimeSpan.Zero, MaxBlock + Slack);
        Assert.Equal(application.Offered, status.EventsWritten + status.EventsDropped);
        Assert.Equal(new Dictionary<string, long> { [reason] = lost }, Books.Read(volume["logs"]).Dropped);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{overflow}: {application.Offered} offered, {lost} lost, at most {highest} of {Budget} bytes, longest "
            + $"call {application.LongestCall.TotalMilliseconds} ms");

        await using var processor = await RunningProcessor.StartAsync(volume, Cancel);
        var samples = await Deadline.PollAsync(
            TimeSpan.FromSeconds(10 + 2 * Scale),
            () => processor.ScrapeUntilAsync(status.EventsWritten - status.LinesDeletedUnread, Cancel),
            samples => RunningProcessor.Lines(samples) + Lost(samples).Values.Sum() >= application.Offered,
            Cancel);

        Assert.Equal(status.EventsWritten - status.LinesDeletedUnread, RunningProcessor.Lines(samples));
        Assert.Equal(new Dictionary<string, double> { [reason] = lost }, Lost(samples));
    }

    private static (Application Application, long HighestBytes) Offer(TempVolume volume, LogPairOverflow overflow)
    {
        using var used = new UsedBytes(volume["logs"]);
        using var application = new Application(new LogPairOptions
        {
            Directory = volume["logs"],
            StateDirectory = volume["state"],
            MaxVolumeBytes = Budget,
            Overflow = overflow,
            MaxBlock = MaxBlock,
        });
        application.Write((int)(16 * Budget / EventLength), EventLength);
        application.Dispose();
        used.Dispose();
        return (application, used.Highest);
    }

    private static Dictionary<string, double> Lost(IReadOnlyList<Sample> samples) => samples
        .Where(sample => sample is { Name: "logpair_lost_lines_total", Value: > 0 })
        .GroupBy(sample => sample["reason"])
        .ToDictionary(reason => reason.Key, reason => reason.Sum(sample => sample.Value));
}
