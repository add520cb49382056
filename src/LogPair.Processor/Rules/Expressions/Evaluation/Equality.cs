namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>When two defined values are equal: of the same type, and the same.</summary>
internal static class Equality
{
    public static bool Holds(Value left, Value right, LetterCase letters)
    {
        if (left.Kind != right.Kind) return false;

        return left.Kind switch
        {
            ValueKind.Null => true,
            ValueKind.Boolean => left.IsTrue == right.IsTrue,
            ValueKind.Number => NumbersEqual(left, right),
            ValueKind.Text => Utf8Text.Equal(left.Bytes, right.Bytes, letters),
            _ => left.Bytes.SequenceEqual(right.Bytes),
        };
    }

    private static bool NumbersEqual(Value left, Value right)
    {
        if (left.TryGetNumber(out var l) && right.TryGetNumber(out var r)) return l == r;

        // A number beyond the range of doubles equals only what is written the same.
        return left.Bytes.SequenceEqual(right.Bytes);
    }
}
