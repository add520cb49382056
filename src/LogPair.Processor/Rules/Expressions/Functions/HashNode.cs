using System.Globalization;
using System.IO.Hashing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>XXH3 of a text or of a number's digits: eight hexadecimal digits, or the number of a bucket from 0.</summary>
/// <remarks>The same in every process and version. It hides nothing: short texts are soon found by trying.</remarks>
internal sealed class HashNode(Node value, ulong? buckets) : Node
{
    private const int Digits = 8;

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var v = value.Evaluate(record, scratch);
        if (v.Kind is not (ValueKind.Text or ValueKind.Number)) return Value.Undefined;

        var hash = XxHash3.HashToUInt64(v.ToLabel(scratch));
        if (buckets is { } count) return Value.Number(hash % count);

        var space = scratch.Take(Digits);
        ((uint)(hash >> 32)).TryFormat(space, out _, "x8", CultureInfo.InvariantCulture);
        return Value.Text(space);
    }
}
