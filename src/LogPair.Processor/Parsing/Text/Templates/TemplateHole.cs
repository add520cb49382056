using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>A place of a template, and what stands behind it.</summary>
internal sealed record TemplateHole
{
    public required HoleKind Kind { get; init; }

    /// <summary>As the template writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Characters that it has at least, being padded with spaces to either side.</summary>
    public int Width { get; init; }

    /// <summary>How a time is written; null for anything else.</summary>
    public TimeFormat? Time { get; init; }

    /// <summary>Between this and the next; empty only behind the last.</summary>
    public byte[] Literal { get; init; } = [];

    /// <summary>Without the spaces that only fill the place.</summary>
    public ReadOnlySpan<byte> Unpadded(ReadOnlySpan<byte> text) => Width > 0 ? text.Trim((byte)' ') : text;
}
