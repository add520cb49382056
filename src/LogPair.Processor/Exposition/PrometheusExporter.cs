using System.Buffers;
using System.Diagnostics;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>Shows committed series as a Prometheus text, through a prometheus-net registry of its own.</summary>
/// <remarks>Not synchronised: whoever applies a snapshot lets nobody write the text meanwhile.</remarks>
internal sealed class PrometheusExporter
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly IExportedMetric[] _metrics;
    private readonly ExportedSummary[] _summaries;
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <param name="metrics">In the order of the table that snapshots are taken from.</param>
    public PrometheusExporter(IEnumerable<MetricDefinition> metrics)
    {
        Factory = Prometheus.Metrics.WithCustomRegistry(_registry);
        _metrics = [.. metrics.Select(Create)];
        _summaries = [.. _metrics.OfType<ExportedSummary>()];
    }

    /// <summary>For metrics that are no part of the committed state.</summary>
    public IMetricFactory Factory { get; }

    /// <summary>Takes over the values of the series that changed.</summary>
    public void Apply(SeriesSnapshot snapshot)
    {
        for (var metric = 0; metric < _metrics.Length; metric++) _metrics[metric].Apply(snapshot.Metrics[metric]);
    }

    /// <summary>Writes what was applied last.</summary>
    public async Task WriteAsync(Stream destination, ExpositionFormat format, CancellationToken cancel)
    {
        // First what prometheus-net cannot show: it ends with the mark that nothing follows.
        foreach (var summary in _summaries) await summary.WriteAsync(_text, destination, format, cancel);
        await _registry.CollectAndExportAsTextAsync(destination, format, cancel);
    }

    private IExportedMetric Create(MetricDefinition definition) => definition.Type switch
    {
        MetricType.Counter => new ExportedCounter(Factory, definition),
        MetricType.Gauge or MetricType.Distinct or MetricType.TopK => new ExportedGauge(Factory, definition),
        MetricType.Histogram => new ExportedHistogram(Factory, definition),
        MetricType.Summary => new ExportedSummary(definition),
        _ => throw new UnreachableException(),
    };
}
