namespace LogPair.Processor.Parsing;

/// <summary>A place in a line, for parsers that go through it from left to right.</summary>
internal ref struct LineCursor(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> _line = line;

    /// <summary>Bytes from the start of the line; at most its length.</summary>
    public int At { get; set; }

    public readonly bool IsAtEnd => At == _line.Length;

    public readonly ReadOnlySpan<byte> Rest => _line[At..];

    public bool TryPass(ReadOnlySpan<byte> literal)
    {
        if (!Rest.StartsWith(literal)) return false;

        At += literal.Length;
        return true;
    }

    public bool TryPass(byte expected)
    {
        if (IsAtEnd || _line[At] != expected) return false;

        At++;
        return true;
    }

    /// <summary>Takes what is before a byte, and passes that byte.</summary>
    /// <returns>False, with nothing taken, if the byte does not come.</returns>
    public bool TryTakeUntil(byte end, out Range taken)
    {
        var length = Rest.IndexOf(end);
        taken = At..(At + Math.Max(0, length));
        if (length < 0) return false;

        At += length + 1;
        return true;
    }

    /// <summary>Takes one to <paramref name="most"/> digits.</summary>
    public bool TryTakeNumber(int most, out int value)
    {
        value = 0;
        var start = At;
        while (At < _line.Length && At - start < most && char.IsAsciiDigit((char)_line[At]))
            value = (value * 10) + (_line[At++] - '0');
        return At > start;
    }
}
