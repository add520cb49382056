using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>A place of an output template, and what stands behind it.</summary>
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

    /// <summary>Whether a text can be what stands in this place.</summary>
    /// <param name="text">With its padding.</param>
    /// <param name="fields">Scratch space.</param>
    public bool Accepts(ReadOnlySpan<byte> text, FieldBuffer fields)
    {
        if (text.Length < Width) return false;

        return Kind switch
        {
            HoleKind.Timestamp => Time!.TryRead(Unpadded(text), out _),
            HoleKind.Level => LevelNames.TryRead(Unpadded(text), out _),
            HoleKind.Properties => text is [(byte)'{', .., (byte)'}']
                && new JsonScanner(text, fields).ReadObject(start: 0, MemberTable.Empty) == ParseOutcome.Parsed,
            _ => true,
        };
    }

    /// <summary>Without the spaces that only fill the place.</summary>
    public ReadOnlySpan<byte> Unpadded(ReadOnlySpan<byte> text) => Width > 0 ? text.Trim((byte)' ') : text;
}
