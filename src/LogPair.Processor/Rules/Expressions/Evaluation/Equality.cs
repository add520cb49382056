namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>When two defined values are equal: of the same type, and the same.</summary>
/// <remarks>
/// Lists are equal if their elements are, in order; objects if they have the same names with equal values, in any order.
/// Of several members of one name the last counts, and <c>$type</c> is no member: as in Serilog.Expressions.
/// </remarks>
internal static class Equality
{
    /// <returns>False also once <paramref name="scratch"/> is exhausted, which the caller has to ask.</returns>
    public static bool Holds(Value left, Value right, LetterCase letters, TextScratch scratch)
    {
        if (left.Kind != right.Kind) return false;

        return left.Kind switch
        {
            ValueKind.Null => true,
            ValueKind.Boolean => left.IsTrue == right.IsTrue,
            ValueKind.Number => NumbersEqual(left, right),
            ValueKind.Text => Utf8Text.Equal(left.Bytes, right.Bytes, letters),
            _ => left.Bytes.SequenceEqual(right.Bytes) || StructuresEqual(left.Bytes, right.Bytes, letters, scratch),
        };
    }

    private static bool NumbersEqual(Value left, Value right)
    {
        if (left.TryGetNumber(out var l) && right.TryGetNumber(out var r)) return l == r;

        // A number beyond the range of doubles equals only what is written the same.
        return left.Bytes.SequenceEqual(right.Bytes);
    }

    // As deep as JSON may be and expressions may nest, which together is no danger to the stack.
    private static bool StructuresEqual(
        ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, LetterCase letters, TextScratch scratch)
    {
        if (JsonItems.IsList(left) != JsonItems.IsList(right)) return false;

        return JsonItems.IsList(left)
            ? ListsEqual(left, right, letters, scratch)
            : HasMembersOf(left, right, scratch) && MembersEqual(left, right, letters, scratch);
    }

    private static bool ListsEqual(
        ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, LetterCase letters, TextScratch scratch)
    {
        var lefts = new JsonItems(left);
        var rights = new JsonItems(right);
        while (lefts.MoveNext())
        {
            if (!rights.MoveNext() || !ItemsEqual(lefts.Value, rights.Value, letters, scratch)) return false;
        }

        return !rights.MoveNext();
    }

    private static bool MembersEqual(
        ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, LetterCase letters, TextScratch scratch)
    {
        var lefts = new JsonItems(left);
        while (lefts.MoveNext())
        {
            if (JsonItems.IsTypeTag(lefts.Name)) continue;
            if (!scratch.TrySpend(left.Length + right.Length)) return false;

            var mark = scratch.Mark();
            var name = JsonItems.Unescape(lefts.Name, scratch);
            var found = JsonItems.Member(right, name, scratch);
            var areEqual = !found.IsEmpty
                && ItemsEqual(JsonItems.Member(left, name, scratch), found, letters, scratch);
            scratch.Release(mark);
            if (!areEqual) return false;
        }

        return true;
    }

    private static bool HasMembersOf(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, TextScratch scratch)
    {
        var rights = new JsonItems(right);
        while (rights.MoveNext())
        {
            if (JsonItems.IsTypeTag(rights.Name)) continue;
            if (!scratch.TrySpend(left.Length)) return false;

            var mark = scratch.Mark();
            var isThere = !JsonItems.Member(left, JsonItems.Unescape(rights.Name, scratch), scratch).IsEmpty;
            scratch.Release(mark);
            if (!isThere) return false;
        }

        return true;
    }

    private static bool ItemsEqual(
        ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, LetterCase letters, TextScratch scratch)
    {
        var mark = scratch.Mark();
        var areEqual = Holds(JsonItems.ToValue(left, scratch), JsonItems.ToValue(right, scratch), letters, scratch);
        scratch.Release(mark);
        return areEqual;
    }
}
