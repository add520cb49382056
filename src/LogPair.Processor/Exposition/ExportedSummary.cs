using System.Buffers;
using System.Globalization;
using System.Text;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>A summary whose sum, count and quantiles are set from outside.</summary>
/// <remarks>
/// A summary of prometheus-net computes its quantiles itself, from what it observes, and no collector can be made
/// outside its
/// assembly. So this one writes the text of its family by itself. Sources of the form: Prometheus' text format 0.0.4,
/// and
/// OpenMetrics 1.0, where a quantile's label is written as a floating-point number.
/// </remarks>
internal sealed class ExportedSummary : IExportedMetric
{
    private readonly MetricDefinition _definition;
    private readonly ExportedChildren<Series> _children;

    public ExportedSummary(MetricDefinition definition)
    {
        _definition = definition;
        _children = new ExportedChildren<Series>(definition.LabelNames.Count, Create, _ => { });
    }

    public void Apply(MetricSnapshot snapshot)
    {
        _children.RemoveGone(snapshot);
        for (var i = 0; i < snapshot.Count; i++) _children.Get(snapshot, i).Numbers = snapshot.Numbers(i).ToArray();
    }

    /// <summary>Writes the family with all its series.</summary>
    public void Write(IBufferWriter<byte> output, ExpositionFormat format)
    {
        var text = new StringBuilder();
        var name = _definition.Name;
        text.Append("# HELP ").Append(name).Append(' ').Append(EscapeHelp(_definition.Help, format));
        text.Append("\n# TYPE ").Append(name).Append(" summary\n");
        foreach (var series in _children.All) Write(text, series, format);
        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    private void Write(StringBuilder text, Series series, ExpositionFormat format)
    {
        var name = _definition.Name;
        var labels = series.Labels.Length == 0 ? "" : $"{{{series.Labels}}}";
        var before = series.Labels.Length == 0 ? "" : series.Labels + ",";
        for (var i = 0; i < _definition.Quantiles.Count; i++)
        {
            var quantile = Quantile(_definition.Quantiles[i], format);
            text.Append(name).Append('{').Append(before).Append("quantile=\"").Append(quantile).Append("\"} ");
            text.Append(Number(series.Numbers[i + 2])).Append('\n');
        }

        text.Append(name).Append("_sum").Append(labels).Append(' ').Append(Number(series.Numbers[0])).Append('\n');
        text.Append(name).Append("_count").Append(labels).Append(' ').Append(Number(series.Numbers[1])).Append('\n');
    }

    private Series Create(string[] values) => new(string.Join(
        ',', _definition.LabelNames.Zip(values, (label, value) => $"{label}=\"{EscapeLabel(value)}\"")));

    private static string Quantile(double quantile, ExpositionFormat format)
    {
        var text = Number(quantile);
        return format == ExpositionFormat.OpenMetricsText && text.AsSpan().IndexOfAny(".e") < 0 ? text + ".0" : text;
    }

    private static string Number(double number) => number switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string EscapeLabel(string value) =>
        EscapeHelp(value, ExpositionFormat.OpenMetricsText);

    // In the help, only OpenMetrics escapes quotes.
    private static string EscapeHelp(string help, ExpositionFormat format)
    {
        help = help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return format == ExpositionFormat.OpenMetricsText
            ? help.Replace("\"", "\\\"", StringComparison.Ordinal)
            : help;
    }

    private sealed class Series(string labels)
    {
        public string Labels => labels;

        public double[] Numbers { get; set; } = [];
    }
}
