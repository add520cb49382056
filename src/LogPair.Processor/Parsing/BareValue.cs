namespace LogPair.Processor.Parsing;

/// <summary>What text is that stands without quotes where a format has no types.</summary>
internal static class BareValue
{
    /// <summary>
    /// A number if it is written as JSON writes one; <c>true</c> and <c>false</c> are booleans; <c>null</c>, and
    /// <c>&lt;nil&gt;</c> as Go prints it, is null; anything else is text.
    /// </summary>
    public static FieldKind KindOf(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'t', ..] when text.SequenceEqual("true"u8) => FieldKind.True,
        [(byte)'f', ..] when text.SequenceEqual("false"u8) => FieldKind.False,
        [(byte)'n', ..] when text.SequenceEqual("null"u8) => FieldKind.Null,
        [(byte)'<', ..] when text.SequenceEqual("<nil>"u8) => FieldKind.Null,
        _ => FlatFields.KindOf(text),
    };

    /// <inheritdoc cref="KindOf(ReadOnlySpan{byte})"/>
    /// <param name="line">That it is part of.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="end">Past its last one.</param>
    public static FieldKind KindOf(ReadOnlySpan<byte> line, int start, int end) =>
        start < end && line[start] <= '9' ? FlatFields.KindOf(line, start, end) : KindOf(line[start..end]);
}
