using System.Globalization;
using System.Text;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Prometheus;

namespace LogPair.Processor.Tests.Pipeline.Checkpointing;

[Collection(AloneInTheProcess.Name)]
public class ScrapeTests
{
    // Their text is several times what waits for a reader at most.
    private const int Many = 40_000;
    private const int Summaries = 10_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(ExpositionFormat.PrometheusText)]
    [InlineData(ExpositionFormat.OpenMetricsText)]
    public async Task AScrapeAllocatesAsMuchForManySeriesAsForAFew(ExpositionFormat format)
    {
        var few = await AllocatedAsync(series: 10, format);
        var many = await AllocatedAsync(Many, format);

        // What a piece of the text costs that its reader is woken for, and no byte for a series
        Assert.InRange(many - few, long.MinValue, Many - 1);
    }

    [Fact]
    public async Task ASlowScrapeShowsOneMomentAndStopsNeitherCountingNorTheNextScrape()
    {
        using var volume = new TempVolume();
        using var checkpointer = Start(volume, out var count);
        count(Many);
        using var slow = new StoppingStream();
        var scraping = ScrapeAsync(checkpointer, slow);
        await slow.Stopped.WaitAsync(Deadline, TestContext.Current.CancellationToken);

        count(Many);
        using var next = new MemoryStream();
        var scrapingNext = ScrapeAsync(checkpointer, next);
        Assert.False(scrapingNext.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await scrapingNext.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Assert.False(scraping.IsCompleted);
        slow.GoOn();
        await scraping.WaitAsync(Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Repeat(1.0, 2 * Many), Values(slow));
        Assert.Equal(Enumerable.Repeat(2.0, 2 * Many), Values(next));
    }

    [Fact]
    public async Task AScrapeThatNobodyReadsToItsEndLeavesTheNextOneWhole()
    {
        using var volume = new TempVolume();
        using var checkpointer = Start(volume, out var count);
        count(Many);
        using var gone = new CancellationTokenSource();
        using var slow = new StoppingStream();
        var scraping = ScrapeAsync(checkpointer, slow, cancel: gone.Token);
        await slow.Stopped.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scraping.WaitAsync(Deadline, TestContext.Current.CancellationToken));

        using var next = new MemoryStream();
        await ScrapeAsync(checkpointer, next).WaitAsync(Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(2 * Many, Values(next).Count());
    }

    [Fact]
    public async Task AScrapeThatBreaksOffWithinASummaryLeavesNothingOfItToTheNextOne()
    {
        using var volume = new TempVolume();
        using var checkpointer = Start(volume, out var count);
        count(Many);
        using var broken = new BreakingStream("# TYPE size ");
        await Assert.ThrowsAsync<IOException>(() => ScrapeAsync(checkpointer, broken));

        using var next = new MemoryStream();
        await ScrapeAsync(checkpointer, next);
        using var last = new MemoryStream();
        await ScrapeAsync(checkpointer, last);

        Assert.Equal(Encoding.UTF8.GetString(last.ToArray()), Encoding.UTF8.GetString(next.ToArray()));
    }

    private async Task<long> AllocatedAsync(int series, ExpositionFormat format)
    {
        using var volume = new TempVolume();
        using var checkpointer = Start(volume, out var count);
        count(series);
        var least = long.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await ScrapeAsync(checkpointer, Stream.Null, format);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    /// <param name="volume">For the state.</param>
    /// <param name="count">Counts so many series of each of two counters and one summary once, in one commit.</param>
    private Checkpointer Start(TempVolume volume, out Action<int> count)
    {
        var catalog = new MetricCatalog(RulesLoader.Load("rules.yaml", $$"""
            metrics:
              - { name: first_total, type: counter, labels: { route: Route }, maxSeries: {{Many}} }
              - { name: second_total, type: counter, labels: { route: Route }, maxSeries: {{Many}} }
              - { name: size, type: summary, value: V, labels: { route: Route }, maxSeries: {{Summaries}} }
            """).Rules!);
        var ledger = new Ledger(catalog, DateTimeOffset.UnixEpoch);
        var changes = new ChangeSet(catalog.Definitions);
        var progress = new SegmentProgress { Path = "a.log" };
        count = series =>
        {
            for (var i = 0; i < series; i++)
            {
                var key = LabelKey.Encode($"/orders/{i}");
                changes.Record(0, key, 1, eventTicks: 0);
                changes.Record(1, key, 1, eventTicks: 0);
                if (i < Summaries) changes.Record(2, key, 1, eventTicks: 0);
            }

            ledger.Commit(changes, new FileIdentity(1, 1, 1), progress);
        };
        return new Checkpointer(
            ledger, new StateDirectory(volume["state"]), new PrometheusExporter(catalog.Definitions), _time,
            NullLogger.Instance);
    }

    private static Task<long> ScrapeAsync(
        Checkpointer checkpointer, Stream destination, ExpositionFormat format = ExpositionFormat.PrometheusText,
        CancellationToken cancel = default) => checkpointer.WriteMetricsAsync(destination, format, () => { }, cancel);

    private static IEnumerable<double> Values(MemoryStream text) => Encoding.UTF8.GetString(text.ToArray()).Split('\n')
        .Where(line => line.StartsWith("first_total{", StringComparison.Ordinal)
            || line.StartsWith("second_total{", StringComparison.Ordinal))
        .Select(line => double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture));

    /// <summary>Fails when it is to take a certain text.</summary>
    private sealed class BreakingStream(string where) : MemoryStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            buffer.Span.IndexOf(Encoding.UTF8.GetBytes(where)) >= 0
                ? throw new IOException("It broke off.")
                : base.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>Takes one piece, and no more until it is told to.</summary>
    private sealed class StoppingStream : MemoryStream
    {
        private readonly TaskCompletionSource _going = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Stopped => _stopped.Task;

        public void GoOn() => _going.SetResult();

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            _stopped.TrySetResult();
            await _going.Task.WaitAsync(cancellationToken);
        }
    }
}
