namespace LogPair.Processor.Framing;

/// <summary>How the bytes of a segment stand for characters.</summary>
internal enum TextEncoding
{
    /// <summary>A byte order mark decides; without one it is <see cref="Utf8"/>.</summary>
    Auto,

    Utf8,

    Utf16LittleEndian,

    Utf16BigEndian,

    /// <summary>ISO 8859-1: each byte is the character of its number.</summary>
    Latin1,
}
