namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>A part of a moment's text, and how long it is.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Least">Fewest digits or letters.</param>
/// <param name="Most">Most digits or letters. For an offset, 3 means with minutes.</param>
/// <param name="Literal">What a literal is.</param>
internal sealed record TimePiece(TimePieceKind Kind, int Least, int Most, byte[] Literal)
{
    public TimePiece(TimePieceKind kind, int least, int most)
        : this(kind, least, most, [])
    {
    }
}
