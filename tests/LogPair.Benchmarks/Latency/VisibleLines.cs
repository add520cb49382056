using System.Diagnostics;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Processes;

namespace LogPair.Benchmarks.Latency;

/// <summary>Scrapes without a pause, and notes for each line when the count first included it. One owner.</summary>
/// <param name="metrics">Of a processor that has counted nothing yet.</param>
/// <param name="writtenAt">Time stamps of the lines in order; written by another thread before each line.</param>
internal sealed class VisibleLines(MetricsClient metrics, long[] writtenAt)
{
    private readonly List<double> _milliseconds = new(writtenAt.Length);
    private readonly List<double> _scrapes = [];

    /// <summary>Of the lines seen so far, in their order.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <summary>Until all lines are seen.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        while (_milliseconds.Count < writtenAt.Length)
        {
            var asked = Stopwatch.GetTimestamp();
            var text = await metrics.ScrapeAsync(cancel);
            var answered = Stopwatch.GetTimestamp();
            _scrapes.Add(Between(asked, answered));
            Note(MetricsClient.Value(text, "logpair_lines_total"u8), answered);
        }
    }

    public LatencyResult Result()
    {
        double[] sorted = [.. _milliseconds.Order()];
        return new LatencyResult(
            sorted.Length,
            Median.Percentile(sorted, 0.5),
            Median.Percentile(sorted, 0.9),
            Median.Percentile(sorted, 0.99),
            sorted[^1],
            Median.Of(_scrapes));
    }

    /// <param name="counted">Lines in the answer.</param>
    /// <param name="answered">When it was complete.</param>
    public void Note(long counted, long answered)
    {
        for (var line = _milliseconds.Count; line < counted; line++)
            _milliseconds.Add(Between(Volatile.Read(ref writtenAt[line]), answered));
    }

    private static double Between(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
