namespace LogPair.Processor.Framing;

/// <summary>Encodings by name, as rules and checkpoints write them.</summary>
internal static class TextEncodings
{
    public static IReadOnlyDictionary<string, TextEncoding> ByName { get; } =
        new Dictionary<string, TextEncoding>(StringComparer.Ordinal)
        {
            ["auto"] = TextEncoding.Auto,
            ["utf-8"] = TextEncoding.Utf8,
            ["utf-16le"] = TextEncoding.Utf16LittleEndian,
            ["utf-16be"] = TextEncoding.Utf16BigEndian,
            ["latin-1"] = TextEncoding.Latin1,
        };

    public static string NameOf(TextEncoding encoding) => ByName.First(pair => pair.Value == encoding).Key;
}
