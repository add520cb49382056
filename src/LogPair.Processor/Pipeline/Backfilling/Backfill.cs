using LogPair.Processor.Exposition;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Backfilling;

/// <summary>The rules' metrics as a Prometheus would have scraped them while the log was written, once a step.</summary>
internal sealed class Backfill
{
    private readonly EventTimeline _timeline;
    private readonly IReadOnlyList<long> _seconds;

    public Backfill(EventTimeline timeline)
    {
        _timeline = timeline;
        _seconds = timeline.StepSeconds;
    }

    /// <summary>Whether metrics of this type can be written with times.</summary>
    public static bool Supports(MetricType type) => TimestampedText.Supports(type);

    /// <summary>Number of steps that have events.</summary>
    public int Steps => _seconds.Count;

    /// <summary>End of the first step that has events.</summary>
    public DateTimeOffset First => At(_seconds[0]);

    /// <summary>End of the last step.</summary>
    public DateTimeOffset Last => At(_seconds[^1]);

    /// <summary>Writes OpenMetrics 1.0 with times, as <c>promtool tsdb create-blocks-from openmetrics</c> reads it. Once.</summary>
    /// <remarks>
    /// Every series has a sample at every step that has events, whether or not it changed: then <c>rate()</c> has as
    /// much to go by as with scrapes. Counters and histograms begin with a zero one step early, so that
    /// <c>increase()</c> sees their first events.
    /// </remarks>
    public void Write(Stream destination, CancellationToken cancel)
    {
        var text = new TimestampedText(destination);
        for (var metric = 0; metric < _timeline.Metrics.Count; metric++)
        {
            var definition = _timeline.Metrics[metric];
            var history = _timeline.TakeHistory(metric);
            text.WriteFamily(definition);
            foreach (var series in history.Series)
            {
                cancel.ThrowIfCancellationRequested();
                var labels = LabelKey.Decode(series.LabelKey, definition.LabelNames.Count);
                text.WriteSeries(definition, labels, Points(definition, series));
            }
        }

        text.Complete();
    }

    private IEnumerable<(long Second, double[] Values)> Points(MetricDefinition definition, SeriesHistory series)
    {
        if (definition.Type != MetricType.Gauge) yield return series.ZeroAt(series.FirstSecond - _timeline.StepLengthSeconds);
        foreach (var point in series.At(_seconds)) yield return point;
    }

    // The step of the last minute of the year 9999 ends after it.
    private static DateTimeOffset At(long second) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Min(second, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
}
