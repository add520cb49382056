using System.Runtime.CompilerServices;

namespace LogPair.Processor.Parsing;

/// <summary>Values of flat formats, on their way into the slots.</summary>
internal static class FlatValues
{
    /// <summary>Bare text as it stands in the line: a number if it looks like one, null if it is a dash.</summary>
    public static FieldSlice Bare(ReadOnlySpan<byte> line, Range at)
    {
        var (start, length) = at.GetOffsetAndLength(line.Length);
        var isDash = length == 1 && line[start] == '-';
        return new FieldSlice(start, length, isDash ? FieldKind.Null : FlatFields.KindOf(line, start, start + length));
    }

    /// <summary>Text as it stands in the line, whatever it looks like.</summary>
    public static FieldSlice Text(ReadOnlySpan<byte> line, Range at)
    {
        var (start, length) = at.GetOffsetAndLength(line.Length);
        return new FieldSlice(start, length, FieldKind.Text);
    }

    /// <summary>Gives all slots of a name its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(this FieldBuffer fields, ReadOnlySpan<int> slots, FieldSlice value)
    {
        foreach (var slot in slots) fields[slot] = value;
    }
}
