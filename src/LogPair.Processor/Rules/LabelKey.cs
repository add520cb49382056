using System.Text;

namespace LogPair.Processor.Rules;

/// <summary>The byte form of one series' label values: each value preceded by its length as a LEB128 number.</summary>
/// <remarks>Two keys of one metric are equal as bytes exactly if their label values are.</remarks>
internal static class LabelKey
{
    /// <summary>Bytes that a value of <paramref name="length"/> bytes needs at most.</summary>
    public static int MaxEncodedLength(int length) => length + 5;

    /// <returns>Bytes written to <paramref name="destination"/>.</returns>
    public static int Append(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        var written = 0;
        var rest = (uint)value.Length;
        for (; rest >= 0x80; rest >>= 7) destination[written++] = (byte)(rest | 0x80);
        destination[written++] = (byte)rest;
        value.CopyTo(destination[written..]);
        return written + value.Length;
    }

    /// <summary>Takes the first value off <paramref name="key"/>.</summary>
    public static ReadOnlySpan<byte> TakeFirst(ref ReadOnlySpan<byte> key)
    {
        var length = 0;
        var used = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = key[used++];
            length |= (next & 0x7f) << shift;
            if (next < 0x80) break;
        }

        var value = key.Slice(used, length);
        key = key[(used + length)..];
        return value;
    }

    /// <summary>The label values as text, for a new series or a person.</summary>
    public static string[] Decode(ReadOnlySpan<byte> key, int labelCount)
    {
        var values = new string[labelCount];
        for (var i = 0; i < labelCount; i++) values[i] = Encoding.UTF8.GetString(TakeFirst(ref key));
        return values;
    }

    /// <summary>The key for the given label values.</summary>
    public static byte[] Encode(params IEnumerable<string> values)
    {
        var key = new List<byte>();
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            var encoded = new byte[MaxEncodedLength(bytes.Length)];
            key.AddRange(encoded.AsSpan(0, Append(bytes, encoded)));
        }

        return [.. key];
    }
}
