namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Some of the 256 bytes. Immutable once a program is made.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _members = new bool[256];

    public IEnumerable<byte> Members => Enumerable.Range(0, 256).Where(value => _members[value]).Select(value => (byte)value);

    public void Add(byte value) => _members[value] = true;

    /// <summary>Adds every byte that a character of the set can begin with.</summary>
    public void Add(RuneSet set)
    {
        for (var value = 0; value < 256; value++) _members[value] |= CanStart(set, value);
    }

    /// <summary>Whether no character of a set begins with one of these bytes.</summary>
    public bool IsDisjoint(RuneSet set)
    {
        for (var value = 0; value < 256; value++)
        {
            if (_members[value] && CanStart(set, value)) return false;
        }

        return true;
    }

    /// <summary>Whether the text goes on with one of these bytes.</summary>
    public bool StartsAt(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && _members[text[at]];

    private static bool CanStart(RuneSet set, int value) =>
        value < 128 ? set.ContainsAscii((byte)value) : set.BeyondAscii != false;
}
