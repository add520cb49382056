using System.IO.Hashing;
using System.Text;
using LogPair.Processor.Aggregation.Sketches;
using LogPair.Processor.Parsing;

namespace LogPair.Host.Starter;

/// <summary>What was seen of one field. Bounded, however many values it has.</summary>
internal sealed class FieldStatistics
{
    /// <summary>Values that are remembered, those seen first; beyond them there are only counts.</summary>
    public const int MaxValues = 64;

    private const int MaxValueBytes = 100;

    // Of what must be so for the field to be taken for it: one line in twenty may be torn, empty or a placeholder.
    private const double Nearly = 0.95;

    private readonly DistinctSketch _distinct = new();
    private readonly QuantileSketch _quantiles = new();
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly PathStatistics _paths = new();
    private readonly TextShapes _shapes = new();
    private long _numbers;
    private long _whole;
    private long _negative;
    private long _booleans;
    private long _structures;
    private long _texts;

    public FieldStatistics(FieldName name)
    {
        Name = name;
    }

    public FieldName Name { get; }

    /// <summary>Records that have a value.</summary>
    public long Count { get; private set; }

    /// <summary>Different values; exact up to 256, then an estimate within a few percent.</summary>
    public long Distinct => (long)Math.Round(_distinct.Estimate());

    /// <summary>Whether <see cref="Distinct"/> is no estimate.</summary>
    public bool IsExact => Distinct <= DistinctSketch.MaxExact;

    public ContentKind Kind => Dominant();

    public double Least { get; private set; } = double.PositiveInfinity;

    public double Greatest { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether every number is whole.</summary>
    public bool IsWhole => _whole == _numbers;

    public bool HasNegative => _negative > 0;

    /// <summary>Of those that are paths.</summary>
    public PathStatistics Paths => _paths;

    /// <summary>Of those that are text.</summary>
    public TextShapes Shapes => _shapes;

    /// <summary>Values seen first and how often; all there are if <see cref="Distinct"/> is not greater.</summary>
    public IReadOnlyDictionary<string, long> Values => _values;

    /// <summary>Of numbers and of texts with a unit, in that field's own unit or in seconds or bytes.</summary>
    /// <param name="quantile">0 to 1.</param>
    public double Quantile(double quantile) => _quantiles.Quantile(quantile);

    /// <param name="record">That has the field, or not.</param>
    /// <param name="slot">Of the field.</param>
    /// <param name="referenceTicks">For moments without a year.</param>
    public void Add(scoped in LogRecord record, int slot, long referenceTicks)
    {
        var kind = record.Kind(slot);
        if (kind is FieldKind.Missing or FieldKind.Null) return;

        Count++;
        var raw = kind == FieldKind.EscapedText ? record.Text(slot) : record.Raw(slot);
        _distinct.Add(XxHash3.HashToUInt64(raw));
        Remember(raw);
        if (kind is FieldKind.True or FieldKind.False) _booleans++;
        else if (kind == FieldKind.Structure) _structures++;
        else if (kind != FieldKind.Number) AddText(raw, referenceTicks);
        else if (record.TryGetNumber(slot, out var number)) AddNumber(number);
    }

    private void AddNumber(double number)
    {
        _numbers++;
        if (double.IsInteger(number)) _whole++;
        Measure(number);
    }

    private void AddText(ReadOnlySpan<byte> text, long referenceTicks)
    {
        _texts++;
        _paths.Add(text);
        if (_shapes.Add(text, referenceTicks) is { } amount) Measure(amount);
    }

    private void Measure(double value)
    {
        if (value < 0) _negative++;
        Least = Math.Min(Least, value);
        Greatest = Math.Max(Greatest, value);
        _quantiles.Add(value);
    }

    private void Remember(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, MaxValueBytes)]);
        if (_values.TryGetValue(text, out var count) || _values.Count < MaxValues) _values[text] = count + 1;
    }

    private ContentKind Dominant()
    {
        var most = Count * Nearly;
        if (_numbers >= most && _numbers > 0) return ContentKind.Number;
        if (_booleans >= most && _booleans > 0) return ContentKind.Boolean;
        if (_structures * 2 > Count) return ContentKind.Structure;
        if (_texts < most) return ContentKind.Text;
        return _shapes.Kind;
    }
}
