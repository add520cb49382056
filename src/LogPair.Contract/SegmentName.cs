using System.Globalization;

namespace LogPair.Contract;

/// <summary>
/// Name of a segment, <c>&lt;stream&gt;&lt;period&gt;[_&lt;sequence&gt;].log</c>,
/// as Serilog's file sink names it, in UTC.
/// </summary>
/// <remarks>
/// Ordered by stream (ordinal), period and sequence, the last two as numbers: <c>_1000</c> follows <c>_999</c>. Only
/// the canonical form is read, so that two names never mean the same segment.
/// </remarks>
/// <param name="Stream">What the producer calls itself; <see cref="IsValidStream"/> says what it may hold.</param>
/// <param name="Period">UTC day, hour or minute in which the segment was begun.</param>
/// <param name="Sequence">0 to <see cref="MaxSequence"/>; 0 stands for the name without a suffix.</param>
public readonly record struct SegmentName(string Stream, SegmentPeriod Period, int Sequence) : IComparable<SegmentName>
{
    /// <summary>How every segment's name ends.</summary>
    public const string Extension = ".log";

    /// <summary>
    /// Highest sequence. One digit less than the shortest period, so that a name is read in one way only.
    /// </summary>
    public const int MaxSequence = 9_999_999;

    /// <summary>
    /// Longest stream name, in characters. Leaves room for period, sequence and seal in a file name of 255 bytes.
    /// </summary>
    public const int MaxStreamLength = 128;

    /// <summary>
    /// Whether a stream may be called so: 1 to <see cref="MaxStreamLength"/> of the characters
    /// <c>A-Z a-z 0-9 . _ -</c>, not beginning with a dot and not ending in a digit (the period begins there).
    /// </summary>
    public static bool IsValidStream(ReadOnlySpan<char> stream)
    {
        if (stream.Length is 0 or > MaxStreamLength || stream[0] == '.' || char.IsAsciiDigit(stream[^1])) return false;

        foreach (var c in stream)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        }

        return true;
    }

    /// <param name="fileName">Without directory.</param>
    /// <param name="name">The name's parts.</param>
    /// <returns>False for any name that <see cref="ToString"/> would not have written.</returns>
    public static bool TryParse(ReadOnlySpan<char> fileName, out SegmentName name)
    {
        name = default;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal)) return false;

        var rest = fileName[..^Extension.Length];
        var digits = TrailingDigits(rest);
        var sequence = 0;
        if (digits is >= 3 and <= 7 && rest.Length > digits && rest[^(digits + 1)] == '_')
        {
            if (digits > 3 && rest[^digits] == '0') return false;
            sequence = int.Parse(rest[^digits..], NumberStyles.None, CultureInfo.InvariantCulture);
            if (sequence == 0) return false;
            rest = rest[..^(digits + 1)];
            digits = TrailingDigits(rest);
        }

        if (!SegmentPeriod.TryParse(rest[^digits..], out var period) || !IsValidStream(rest[..^digits])) return false;

        name = new SegmentName(rest[..^digits].ToString(), period, sequence);
        return true;
    }

    /// <summary>The file name, for example <c>app2026112213_001.log</c>.</summary>
    public override string ToString() => Sequence == 0
        ? $"{Stream}{Period}{Extension}"
        : string.Create(CultureInfo.InvariantCulture, $"{Stream}{Period}_{Sequence:D3}{Extension}");

    /// <inheritdoc/>
    public int CompareTo(SegmentName other)
    {
        var order = string.CompareOrdinal(Stream, other.Stream);
        if (order == 0) order = Period.CompareTo(other.Period);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(SegmentName left, SegmentName right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(SegmentName left, SegmentName right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(SegmentName left, SegmentName right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(SegmentName left, SegmentName right) => left.CompareTo(right) >= 0;

    private static int TrailingDigits(ReadOnlySpan<char> text) =>
        text.Length - 1 - text.LastIndexOfAnyExceptInRange('0', '9');
}
