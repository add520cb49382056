using System.Text;

namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>A part of a moment's text, and how long it is.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Least">Fewest digits or letters.</param>
/// <param name="Most">Most digits or letters. For an offset, 3 means with minutes, and 4 without a colon.</param>
/// <param name="Literal">What a literal is.</param>
internal sealed record TimePiece(TimePieceKind Kind, int Least, int Most, byte[] Literal)
{
    public TimePiece(TimePieceKind kind, int least, int most)
        : this(kind, least, most, [])
    {
    }

    /// <summary>Of as many digits or letters.</summary>
    public TimePiece(TimePieceKind kind, int length)
        : this(kind, length, length, [])
    {
    }

    public static TimePiece Text(ReadOnlySpan<char> literal)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(literal)];
        Encoding.UTF8.GetBytes(literal, bytes);
        return new TimePiece(TimePieceKind.Literal, 0, 0, bytes);
    }
}
