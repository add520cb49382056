using LogPair.Processor.Aggregation;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>Exemplars as prometheus-net wants them. It adds the time at which it was told.</summary>
internal static class ExportedExemplar
{
    private static readonly Exemplar.LabelKey TraceId = Exemplar.Key("trace_id");
    private static readonly Exemplar.LabelKey SpanId = Exemplar.Key("span_id");

    /// <returns>To be used once.</returns>
    public static Exemplar Of(SeriesExemplar exemplar) => exemplar.SpanId.Length == 0
        ? Exemplar.From(TraceId.WithValue(exemplar.TraceId))
        : Exemplar.From(TraceId.WithValue(exemplar.TraceId), SpanId.WithValue(exemplar.SpanId));
}
