using LogPair.Processor.Framing;
using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Pipeline.Recognizing;

/// <summary>How one file is read, with nothing left open. Immutable; lanes share it.</summary>
/// <param name="Parser">Before any header was read.</param>
/// <param name="Wrapper">Not <see cref="LineWrapper.Auto"/>.</param>
/// <param name="Multiline">Null if every line is an event of its own.</param>
/// <param name="Encoding">Not <see cref="TextEncoding.Auto"/>.</param>
internal sealed record FileReading(
    ILineParser Parser, LineWrapper Wrapper, MultilineRule? Multiline, TextEncoding Encoding)
{
    /// <summary>Whether every line is a record's text as it stands.</summary>
    public bool IsPlain { get; } =
        Wrapper == LineWrapper.None && Multiline is null && Encoding == TextEncoding.Utf8;

    /// <summary>After how much silence what is held at the end of a file is complete.</summary>
    public TimeSpan FlushAfter => Multiline?.FlushAfter ?? MultilineRule.DefaultFlushAfter;
}
