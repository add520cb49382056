using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Pipeline.Recognizing;

/// <summary>What was found out about a file from its first lines. Part of the checkpoint.</summary>
/// <remarks>Kept with the offset, so that no restart changes what a line means.</remarks>
internal sealed record ReadingChoice
{
    /// <summary>Lines after which it is not thought over again.</summary>
    public const int EnoughLines = 10;

    private const char Separator = '/';
    private const string Unsaid = "-";
    private const string Final = "final";
    private const string Open = "open";

    /// <summary>By name; null if it did not have to be found out.</summary>
    public string? Format { get; init; }

    /// <inheritdoc cref="Format"/>
    public LineWrapper? Wrapper { get; init; }

    /// <summary>Never <see cref="TextEncoding.Auto"/>.</summary>
    public TextEncoding Encoding { get; init; } = TextEncoding.Utf8;

    /// <summary>Percent of the lines that look like the format, and are wrapped so.</summary>
    public int Confidence { get; init; }

    /// <summary>Lines that were looked at.</summary>
    public int Lines { get; init; }

    /// <summary>Whether it stays as it is, whatever comes.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether a file would be read in the same way.</summary>
    public bool Means(ReadingChoice? other) =>
        other is not null && (Format, Wrapper, Encoding) == (other.Format, other.Wrapper, other.Encoding);

    /// <summary><c>json/cri/utf-8/98/50/final</c>.</summary>
    public override string ToString() => string.Join(
        Separator,
        Format ?? Unsaid,
        Wrapper is { } wrapper ? LineWrappers.NameOf(wrapper) : Unsaid,
        TextEncodings.NameOf(Encoding),
        Confidence.ToString(CultureInfo.InvariantCulture),
        Lines.ToString(CultureInfo.InvariantCulture),
        IsFinal ? Final : Open);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ReadingChoice? choice)
    {
        choice = null;
        if (text.Split(Separator) is not
                [var format, var wrapperName, var encodingName, var confidence, var lines, var fate]
            || !TextEncodings.ByName.TryGetValue(encodingName, out var encoding)
            || !int.TryParse(confidence, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            || !int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;

        LineWrapper? wrapper = LineWrappers.ByName.TryGetValue(wrapperName, out var known) ? known : null;
        if (wrapper is null && wrapperName != Unsaid) return false;

        choice = new ReadingChoice
        {
            Format = format == Unsaid ? null : format,
            Wrapper = wrapper,
            Encoding = encoding,
            Confidence = percent,
            Lines = count,
            IsFinal = fate == Final,
        };
        return true;
    }
}
