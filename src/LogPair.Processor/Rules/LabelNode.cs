using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules;

/// <summary>A label whose value is looked up: mapped, or one of a closed list.</summary>
internal sealed class LabelNode : Node
{
    private static readonly byte[] Other = "other"u8.ToArray();

    private readonly Node _value;
    private readonly (LabelPattern Pattern, byte[] Label)[] _map;
    private readonly byte[][]? _closed;
    private readonly byte[]? _default;

    /// <param name="value">What is looked up.</param>
    /// <param name="map">The first that matches counts.</param>
    /// <param name="closed">The only values there may be; null for any.</param>
    /// <param name="default">For what is not mapped, not in the list, or empty; null if nothing is said about
    /// it.</param>
    public LabelNode(
        Node value, IEnumerable<KeyValuePair<string, string>> map, IEnumerable<string>? closed, string? @default)
    {
        _value = value;
        Reads = value.Reads;
        _map = [.. map.Select(entry => (new LabelPattern(entry.Key), Encoding.UTF8.GetBytes(entry.Value)))];
        _closed = closed?.Select(Encoding.UTF8.GetBytes).ToArray();
        Array.Sort(_closed ?? [], (one, other) => one.AsSpan().SequenceCompareTo(other));
        _default = @default is null ? null : Encoding.UTF8.GetBytes(@default);
    }

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var label = _value.Evaluate(record, scratch).ToLabel(scratch);
        var isMapped = TryMap(ref label);
        if (_closed is not null) return Value.Text(IsInList(label) ? label : _default ?? Other);
        if (isMapped || _default is null) return Value.Text(label);

        return Value.Text(_map.Length > 0 || label.IsEmpty ? _default : label);
    }

    private bool TryMap(ref ReadOnlySpan<byte> label)
    {
        foreach (var (pattern, mapped) in _map)
        {
            if (!pattern.Matches(label)) continue;

            label = mapped;
            return true;
        }

        return false;
    }

    private bool IsInList(ReadOnlySpan<byte> label)
    {
        var (low, high) = (0, _closed!.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = label.SequenceCompareTo(_closed[middle]);
            if (order == 0) return true;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }

        return false;
    }
}
