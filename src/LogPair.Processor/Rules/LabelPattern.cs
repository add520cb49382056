using System.Globalization;
using System.Text;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules;

/// <summary>
/// What a key of a label's <c>map</c> stands for: a text, all that begin with one (<c>4*</c>), or numbers
/// (<c>200..299</c>).
/// </summary>
internal sealed class LabelPattern
{
    private readonly byte[] _text;
    private readonly bool _isPrefix;
    private readonly (double From, double To)? _range;

    public LabelPattern(string pattern)
    {
        _isPrefix = pattern.EndsWith('*');
        _text = Encoding.UTF8.GetBytes(_isPrefix ? pattern[..^1] : pattern);
        _range = Range(pattern);
    }

    /// <summary>Whether it is a range that ends before it begins.</summary>
    public bool IsEmpty => _range is { } range && range.From > range.To;

    /// <param name="label">The value as text.</param>
    public bool Matches(ReadOnlySpan<byte> label)
    {
        if (_isPrefix) return label.StartsWith(_text);
        if (_range is not { } range) return label.SequenceEqual(_text);

        return JsonNumber.TryParse(label, out var number) && number >= range.From && number <= range.To;
    }

    private static (double From, double To)? Range(string pattern)
    {
        var dots = pattern.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return null;

        return Number(pattern[..dots], double.MinValue) is { } from
            && Number(pattern[(dots + 2)..], double.MaxValue) is { } to
            && pattern.Length > 2
            ? (from, to)
            : null;
    }

    private static double? Number(string text, double open)
    {
        if (text.Length == 0) return open;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
