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
    private const int FlushBytes = 16 << 10;
    private const int MaxNumberBytes = 32;

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

    /// <summary>Writes the family with all its series, of which it holds no more than a buffer at a time.</summary>
    /// <param name="buffer">For use meanwhile. Whatever it holds of a text that was given up is forgotten.</param>
    /// <param name="destination">Gets the text.</param>
    /// <param name="format">Text 0.0.4 or OpenMetrics.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task WriteAsync(
        ArrayBufferWriter<byte> buffer, Stream destination, ExpositionFormat format, CancellationToken cancel)
    {
        buffer.ResetWrittenCount();
        var name = _definition.Name;
        Text(buffer, $"# HELP {name} {EscapeHelp(_definition.Help, format)}\n# TYPE {name} summary\n");
        var quantiles = _definition.Quantiles.Select(quantile => Quantile(quantile, format)).ToArray();
        foreach (var series in _children.All)
        {
            Write(buffer, series, quantiles);
            if (buffer.WrittenCount >= FlushBytes) await FlushAsync();
        }

        await FlushAsync();

        async ValueTask FlushAsync()
        {
            await destination.WriteAsync(buffer.WrittenMemory, cancel);
            buffer.ResetWrittenCount();
        }
    }

    private void Write(ArrayBufferWriter<byte> buffer, Series series, string[] quantiles)
    {
        var labels = series.Labels;
        for (var i = 0; i < quantiles.Length; i++)
        {
            Text(buffer, _definition.Name);
            Text(buffer, labels.Length == 0 ? "{" : labels);
            Text(buffer, labels.Length == 0 ? "quantile=\"" : ",quantile=\"");
            Text(buffer, quantiles[i]);
            Text(buffer, "\"} ");
            Number(buffer, series.Numbers[i + 2]);
        }

        WriteOne(buffer, "_sum", labels, series.Numbers[0]);
        WriteOne(buffer, "_count", labels, series.Numbers[1]);
    }

    private void WriteOne(ArrayBufferWriter<byte> buffer, string suffix, string labels, double number)
    {
        Text(buffer, _definition.Name);
        Text(buffer, suffix);
        Text(buffer, labels);
        Text(buffer, labels.Length == 0 ? " " : "} ");
        Number(buffer, number);
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);

    private static void Number(ArrayBufferWriter<byte> buffer, double number)
    {
        if (double.IsFinite(number))
        {
            number.TryFormat(buffer.GetSpan(MaxNumberBytes), out var written, "R", CultureInfo.InvariantCulture);
            buffer.Advance(written);
        }
        else Text(buffer, Number(number));

        Text(buffer, "\n");
    }

    private Series Create(string[] values) => new(values.Length == 0
        ? ""
        : "{" + string.Join(
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
        /// <summary>With the brace before them and without that behind them; empty if there are none.</summary>
        public string Labels => labels;

        public double[] Numbers { get; set; } = [];
    }
}
