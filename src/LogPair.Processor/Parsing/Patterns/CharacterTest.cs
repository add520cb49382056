using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Something that is true of some characters.</summary>
/// <param name="Set">Null for one character alone.</param>
/// <param name="Only">That character.</param>
internal readonly record struct CharacterTest(RuneSet? Set, Rune Only)
{
    /// <summary>Whether all or none of the characters beyond ASCII pass; null if it depends.</summary>
    public bool? BeyondAscii => Set is { } set ? set.BeyondAscii : Only.IsAscii ? false : null;

    /// <param name="rune">U+FFFD for a byte that belongs to no character.</param>
    /// <param name="isValid">
    /// False for such a byte: it may belong to a set, but is never the character that was written.
    /// </param>
    public bool Passes(Rune rune, bool isValid) =>
        Set is { } set ? set.Contains(rune) : isValid && rune == Only;
}
