using System.Globalization;
using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>
/// The range that a number lies in, as <c>0.1-0.5</c>; <c>&lt;=0.1</c> below the first bound, <c>&gt;0.5</c> beyond the last.
/// </summary>
/// <remarks>An upper bound belongs to its range, as with the buckets of a histogram.</remarks>
internal sealed class BucketNode : Node
{
    private readonly Node _number;
    private readonly double[] _bounds;
    private readonly byte[][] _names;

    /// <param name="number">What is sorted in.</param>
    /// <param name="bounds">At least one; ascending.</param>
    public BucketNode(Node number, double[] bounds)
    {
        _number = number;
        _bounds = bounds;
        string[] texts = [.. bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture))];
        _names =
        [
            Encoding.UTF8.GetBytes($"<={texts[0]}"),
            .. texts.Skip(1).Select((text, i) => Encoding.UTF8.GetBytes($"{texts[i]}-{text}")),
            Encoding.UTF8.GetBytes($">{texts[^1]}"),
        ];
    }

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        if (!_number.Evaluate(record, scratch).TryGetNumber(out var number)) return Value.Undefined;

        var bucket = 0;
        while (bucket < _bounds.Length && number > _bounds[bucket]) bucket++;
        return Value.Text(_names[bucket]);
    }
}
