namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>What the first line of an event looks like, and whether an exception follows it: literals and holes in
/// turn.</summary>
/// <remarks>Immutable. Made of what an application was told, in its own language, by a
/// <see cref="TemplateBuilder"/>.</remarks>
internal sealed record LineTemplate
{
    /// <summary>Before the first hole.</summary>
    public required byte[] Start { get; init; }

    /// <summary>At least one.</summary>
    public required TemplateHole[] Holes
    {
        get;
        init
        {
            field = value;
            var message = Array.FindIndex(value, hole => hole.Kind == HoleKind.Message);
            Wide = message < 0 ? value.Length - 1 : message;
        }
    }

    /// <summary>The hole that takes what the others leave: the message, or the last.</summary>
    public int Wide { get; private init; }

    /// <summary>Whether what follows the first line is the exception.</summary>
    public required bool HasException { get; init; }

    /// <summary>
    /// The same for lines of which nobody says that they are of it: with a level in capitals and a logger without white
    /// space, and nothing in brackets that closes them.
    /// </summary>
    public LineTemplate Strict() => this with
    {
        Holes = [.. Holes.Select(hole => hole with { Kind = StrictKind(hole) })],
    };

    private static HoleKind StrictKind(TemplateHole hole) => hole switch
    {
        { Kind: HoleKind.Word } => HoleKind.CapitalLevel,
        { Kind: not HoleKind.Property } => hole.Kind,
        { Name: "logger" or "name" } => HoleKind.Word,
        { Name: "traceId" or "spanId" } => HoleKind.HexNumber,
        { Name: "blank" } => HoleKind.Blank,
        { Literal: [(byte)']', ..] } => HoleKind.Bracketed,
        _ => HoleKind.Property,
    };
}
