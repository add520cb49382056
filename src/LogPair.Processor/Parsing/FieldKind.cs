namespace LogPair.Processor.Parsing;

/// <summary>What a field of a log record holds.</summary>
internal enum FieldKind : byte
{
    /// <summary>The record does not have the field.</summary>
    Missing,
    Null,
    False,
    True,
    Number,

    /// <summary>Text whose bytes in the line are its value.</summary>
    Text,

    /// <summary>Text that must be unescaped before it is compared or shown.</summary>
    EscapedText,

    /// <summary>A list or an object: the bytes from its opening to its closing bracket.</summary>
    Structure,

    /// <summary>Text without quotes that is a number if it is written as JSON writes one: nobody has looked yet.</summary>
    /// <remarks>
    /// It stands in the line. Those who ask <see cref="LogRecord.Kind"/> never see this kind and the next.
    /// </remarks>
    Bare,

    /// <summary>The same, but it may also be <c>true</c>, <c>false</c> or null: see <see cref="BareValue"/>.</summary>
    BareWord,
}
