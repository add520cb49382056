using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Exposition;

/// <summary>Writes samples with a time of their own as OpenMetrics 1.0, which prometheus-net cannot.</summary>
/// <remarks>
/// Source: the OpenMetrics 1.0 specification. Without the times it is what prometheus-net writes, label values of
/// <c>le</c> included, so that backfilled and scraped series are the same ones; a test holds that.
/// The caller keeps families together, the series of a family, and their times in order.
/// </remarks>
internal sealed class TimestampedText
{
    private const int FlushBytes = 64 * 1024;

    private static readonly string[] Units = ["seconds", "bytes", "ratio", "meters", "grams", "joules", "volts", "amperes", "celsius"];

    private readonly Stream _destination;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushBytes * 2);

    /// <param name="destination">Stays open.</param>
    public TimestampedText(Stream destination) => _destination = destination;

    /// <summary>Whether samples of this type can be written.</summary>
    public static bool Supports(MetricType type) => type is MetricType.Counter or MetricType.Gauge or MetricType.Histogram;

    /// <summary>Begins a family.</summary>
    public void WriteFamily(MetricDefinition definition)
    {
        var name = FamilyName(definition);
        Text($"# HELP {name} {EscapeText(definition.Help)}\n");
        Text($"# TYPE {name} {TypeName(definition)}\n");
        if (Units.FirstOrDefault(unit => name.EndsWith("_" + unit, StringComparison.Ordinal)) is { } unit)
            Text($"# UNIT {name} {unit}\n");
    }

    /// <summary>Writes one series.</summary>
    /// <param name="definition">Of its family.</param>
    /// <param name="labels">Values, in the order of the definition's names.</param>
    /// <param name="points">Seconds since 1970, and values as <see cref="Aggregation.MetricSeries"/> has them; in order.</param>
    public void WriteSeries(
        MetricDefinition definition, IReadOnlyList<string> labels, IEnumerable<(long Second, double[] Values)> points)
    {
        var text = string.Join(',', definition.LabelNames.Zip(labels, (name, value) => $"{name}=\"{EscapeText(value)}\""));
        if (definition.Type == MetricType.Histogram) WriteHistogram(definition, text, points);
        else
        {
            var prefix = Prefix(definition.Name, text);
            foreach (var (second, values) in points) WriteDouble(prefix, values[0], second);
        }
    }

    /// <summary>Ends the text.</summary>
    public void Complete()
    {
        Text("# EOF\n");
        Flush();
    }

    private void WriteHistogram(
        MetricDefinition definition, string labels, IEnumerable<(long Second, double[] Values)> points)
    {
        var bounds = definition.Buckets.Select(bound => Encoding.UTF8.GetString(FloatText(bound))).Append("+Inf");
        var buckets = bounds.Select(bound => Prefix($"{definition.Name}_bucket", Join(labels, $"le=\"{bound}\""))).ToArray();
        var (count, sum) = (Prefix($"{definition.Name}_count", labels), Prefix($"{definition.Name}_sum", labels));
        foreach (var (second, values) in points)
        {
            var total = 0.0;
            for (var bucket = 0; bucket < buckets.Length; bucket++)
                WriteCount(buckets[bucket], total += values[1 + bucket], second);
            WriteCount(count, total, second);
            WriteDouble(sum, values[0], second);
        }
    }

    private void WriteDouble(byte[] prefix, double value, long second) => Write(prefix, FloatText(value), second);

    private void WriteCount(byte[] prefix, double count, long second) =>
        Write(prefix, Encoding.UTF8.GetBytes(((long)count).ToString(CultureInfo.InvariantCulture)), second);

    private void Write(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value, long second)
    {
        _buffer.Write(prefix);
        _buffer.Write(value);
        var rest = _buffer.GetSpan(32);
        rest[0] = (byte)' ';
        Utf8Formatter.TryFormat(second, rest[1..], out var digits);
        rest[1 + digits] = (byte)'\n';
        _buffer.Advance(digits + 2);
        if (_buffer.WrittenCount >= FlushBytes) Flush();
    }

    private void Text(string text) => _buffer.Write(Encoding.UTF8.GetBytes(text));

    private void Flush()
    {
        _destination.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private static byte[] Prefix(string name, string labels) =>
        Encoding.UTF8.GetBytes(labels.Length == 0 ? $"{name} " : $"{name}{{{labels}}} ");

    private static string Join(string labels, string last) => labels.Length == 0 ? last : $"{labels},{last}";

    // A counter's samples have the suffix, its family has not. One without it is no counter for OpenMetrics.
    private static string FamilyName(MetricDefinition definition) => HasTotal(definition) ? definition.Name[..^"_total".Length] : definition.Name;

    private static string TypeName(MetricDefinition definition) => definition.Type switch
    {
        MetricType.Counter => HasTotal(definition) ? "counter" : "unknown",
        MetricType.Gauge => "gauge",
        _ => "histogram",
    };

    private static bool HasTotal(MetricDefinition definition) =>
        definition.Type == MetricType.Counter && definition.Name.EndsWith("_total", StringComparison.Ordinal);

    private static string EscapeText(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // Whole numbers have ".0", as OpenMetrics writes canonical numbers: a bucket's le is text to Prometheus.
    private static byte[] FloatText(double value)
    {
        var text = value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            double.NaN => "NaN",
            _ => Finite(value),
        };
        return Encoding.UTF8.GetBytes(text);
    }

    private static string Finite(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }
}
