namespace LogPair.Processor.Parsing.Syslog;

/// <summary>The structured data of RFC 5424: <c>[id name="value" …][…]</c>. Source: section 6.3.</summary>
internal ref struct StructuredData(ReadOnlySpan<byte> data)
{
    private LineCursor _cursor = new(data);
    private Range _id;
    private bool _isComplete;

    /// <summary>Passes all elements.</summary>
    /// <returns>False if there is none, or one that is not well-formed.</returns>
    public static bool TryPass(ref LineCursor cursor)
    {
        if (cursor.Rest is not [(byte)'[', ..]) return false;

        var data = new StructuredData(cursor.Rest);
        while (data.TryTake(out _, out _, out _))
        {
        }

        cursor.At += data._cursor.At;
        return data._isComplete;
    }

    /// <summary>Takes the next parameter of this element or a later one.</summary>
    /// <param name="id">Of its element.</param>
    /// <param name="name">Its own.</param>
    /// <param name="value">Between the quotes, still escaped.</param>
    /// <returns>False at the end, or where the data is not well-formed.</returns>
    public bool TryTake(out Range id, out Range name, out Range value)
    {
        name = value = default;
        while (_id.Equals(default) || _cursor.TryPass((byte)']'))
        {
            var start = _cursor.At;
            if (TryEnter()) continue;

            _cursor.At = start;
            _isComplete = !_id.Equals(default) && _cursor.Rest is ([] or [(byte)' ', ..]);
            id = default;
            return false;
        }

        id = _id;
        return _cursor.TryPass((byte)' ') && TryTakeName(out name) && _cursor.TryPass((byte)'"')
            && TryTakeValue(out value);
    }

    private bool TryEnter()
    {
        if (!_cursor.TryPass((byte)'[')) return false;

        var length = _cursor.Rest.IndexOfAny((byte)' ', (byte)']');
        if (length <= 0) return false;

        _id = _cursor.At..(_cursor.At + length);
        _cursor.At += length;
        return true;
    }

    private bool TryTakeName(out Range name)
    {
        var length = _cursor.Rest.IndexOfAny("= ]\""u8);
        name = _cursor.At..(_cursor.At + Math.Max(0, length));
        if (length <= 0 || _cursor.Rest[length] != '=') return false;

        _cursor.At += length + 1;
        return true;
    }

    private bool TryTakeValue(out Range value)
    {
        var length = QuotedBytes(_cursor.Rest);
        value = _cursor.At..(_cursor.At + Math.Max(0, length));
        if (length < 0) return false;

        _cursor.At += length + 1;
        return true;
    }

    private static int QuotedBytes(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; at < rest.Length; at += 2)
        {
            var step = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0) return -1;

            at += step;
            if (rest[at] == '"') return at;
        }

        return -1;
    }
}
