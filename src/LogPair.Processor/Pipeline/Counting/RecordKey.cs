using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>What a record holds in some of its fields, as bytes: equal for records that agree in them.</summary>
/// <remarks>One owner thread.</remarks>
internal sealed class RecordKey
{
    /// <summary>Longest value in bytes that goes into a key. Few values are longer that records have in common.</summary>
    public const int MaxValueBytes = 64;

    private readonly FieldUse[] _fields;
    private readonly byte[] _bytes;
    private int _used;

    public RecordKey(IEnumerable<FieldUse> fields)
    {
        _fields = [.. fields];
        _bytes = new byte[_fields.Length * (MaxValueBytes + 2)];
    }

    /// <summary>Whether it is the key of a record.</summary>
    public bool IsSet { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    /// <summary>Makes it the key of a record.</summary>
    /// <returns>False if a value is too long.</returns>
    public bool TrySet(scoped in LogRecord record)
    {
        var used = 0;
        IsSet = false;
        foreach (var field in _fields)
        {
            var slice = record.Slice(field.Slot);
            _bytes[used++] = (byte)slice.Kind;
            if (field.IsKindOnly || slice.Kind < FieldKind.Number) continue;

            var value = record.Raw(slice);
            if (value.Length > MaxValueBytes) return false;

            _bytes[used++] = (byte)value.Length;
            value.CopyTo(_bytes.AsSpan(used));
            used += value.Length;
        }

        _used = used;
        return IsSet = true;
    }
}
