using System.Globalization;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>What an expression yields for one record.</summary>
/// <remarks>
/// A view of the line, of scratch space or of a constant: valid as long as the record and its measurement.
/// </remarks>
internal readonly ref struct Value
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly double _number;

    private Value(ValueKind kind, double number, ReadOnlySpan<byte> bytes)
    {
        Kind = kind;
        _number = number;
        _bytes = bytes;
    }

    public static Value Undefined => default;

    public static Value Null => new(ValueKind.Null, 0, default);

    public ValueKind Kind { get; }

    /// <summary>True only for the boolean true: nothing else counts as true.</summary>
    public bool IsTrue => Kind == ValueKind.Boolean && _number != 0;

    public bool IsUndefined => Kind == ValueKind.Undefined;

    public bool IsNullOrUndefined => Kind is ValueKind.Undefined or ValueKind.Null;

    public bool IsText => Kind == ValueKind.Text;

    /// <summary>
    /// UTF-8 of text; the digits of a number that was read; the raw bytes of a structure; else empty.
    /// </summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public static Value Boolean(bool value) => new(ValueKind.Boolean, value ? 1 : 0, default);

    /// <summary>A computed number. One that is not finite has no place in the language and becomes undefined.</summary>
    /// <remarks>Negative zero becomes zero: as a label it would be a series of its own.</remarks>
    public static Value Number(double value) =>
        double.IsFinite(value) ? new Value(ValueKind.Number, value + 0.0, default) : Undefined;

    /// <summary>A number as it was written; it is parsed only when somebody asks.</summary>
    /// <param name="digits">Not empty.</param>
    public static Value RawNumber(ReadOnlySpan<byte> digits) => new(ValueKind.Number, 0, digits);

    public static Value Text(ReadOnlySpan<byte> utf8) => new(ValueKind.Text, 0, utf8);

    public static Value Structure(ReadOnlySpan<byte> raw) => new(ValueKind.Structure, 0, raw);

    /// <returns>False for any other kind, and for a number that a double cannot hold.</returns>
    public bool TryGetNumber(out double number)
    {
        number = _number;
        if (Kind != ValueKind.Number) return false;
        if (_bytes.IsEmpty) return true;

        return JsonNumber.TryParse(_bytes, out number);
    }

    /// <summary>The value as text: of a number its digits as they were read, of undefined and null nothing.</summary>
    public ReadOnlySpan<byte> ToLabel(TextScratch scratch) => Kind switch
    {
        ValueKind.Boolean => IsTrue ? "true"u8 : "false"u8,
        ValueKind.Number when _bytes.IsEmpty => Format(_number, scratch),
        _ => _bytes,
    };

    private static Span<byte> Format(double number, TextScratch scratch)
    {
        // 32 holds the shortest round-trip form of any double.
        var space = scratch.Take(32);
        number.TryFormat(space, out var written, provider: CultureInfo.InvariantCulture);
        return space[..written];
    }
}
