using LogPair.Processor.Framing;
using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Rules;

/// <summary>How the bytes of an input's files become records. Immutable.</summary>
internal sealed record InputReading
{
    public static InputReading Default { get; } = new();

    public ILineFormat Format { get; init; } = LineFormats.Default;

    /// <summary>Null if nothing was said: none for a format that was named, else found out with it.</summary>
    public LineWrapper? Wrapper { get; init; }

    /// <summary>Null if every line is an event of its own.</summary>
    public MultilineRule? Multiline { get; init; }

    public TextEncoding Encoding { get; init; }

    /// <summary>Whether each file's format is found out.</summary>
    public bool FindsFormat => Format.Name == LineFormats.Auto.Name;

    /// <summary>Whether each file's wrapper is found out.</summary>
    public bool FindsWrapper => Wrapper is { } said ? said == LineWrapper.Auto : FindsFormat;
}
