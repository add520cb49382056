using System.Net;
using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Functions;

namespace LogPair.Host.Starter;

/// <summary>What the texts of a field look like.</summary>
internal sealed class TextShapes
{
    private const int MaxAmountBytes = 40;
    private const int MaxTimeBytes = 40;
    private const int LongText = 60;
    private const int ManyWords = 3;
    private const int IdDigits = 16;

    private readonly TextScratch _scratch = new();
    private long _count;
    private long _durations;
    private long _sizes;
    private long _times;
    private long _identities;
    private long _sentences;

    /// <summary>What nearly all are, as far as text tells.</summary>
    public ContentKind Kind
    {
        get
        {
            var most = _count * 0.95;
            if (_count == 0) return ContentKind.Text;
            if (_durations >= most) return ContentKind.Duration;
            if (_sizes >= most) return ContentKind.Bytes;
            return _times >= most ? ContentKind.Timestamp : ContentKind.Text;
        }
    }

    /// <summary>Whether some are ids, addresses or e-mails: a tenth is enough, since no label may have any.</summary>
    public bool HaveIdentities => _identities * 10 >= _count && _identities > 0;

    /// <summary>Whether some are free text.</summary>
    public bool HaveSentences => _sentences * 10 >= _count && _sentences > 0;

    /// <param name="text">One more.</param>
    /// <param name="referenceTicks">For moments without a year.</param>
    /// <returns>Seconds or bytes, if it has a unit of these; else null.</returns>
    public double? Add(ReadOnlySpan<byte> text, long referenceTicks)
    {
        _count++;
        if (text.Length > LongText || text.Count((byte)' ') >= ManyWords) _sentences++;
        if (IsIdentity(text)) _identities++;
        if (text.Length <= MaxTimeBytes && Timestamps.TryParse(text, referenceTicks, out _))
        {
            _times++;
            return null;
        }

        return text.Length > MaxAmountBytes ? null : Amount(text);
    }

    private double? Amount(ReadOnlySpan<byte> text)
    {
        var begins = text is [(>= (byte)'0' and <= (byte)'9') or (byte)'P', ..];
        if (!begins || !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;

        _scratch.Clear();
        if (DurationFunction.Seconds(text, _scratch).TryGetNumber(out var seconds))
        {
            _durations++;
            return seconds;
        }

        if (!BytesFunction.Count(text, _scratch).TryGetNumber(out var bytes)) return null;

        _sizes++;
        return bytes;
    }

    private static bool IsIdentity(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongText) return false;
        if (text.IndexOf((byte)'@') > 0 && text.LastIndexOf((byte)'.') > text.IndexOf((byte)'@')) return true;
        if (IsAddress(text)) return true;

        var (digits, others) = (0, 0);
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit((char)letter)) digits++;
            else if (!char.IsAsciiHexDigit((char)letter) && letter != '-') others++;
        }

        var isHex = others == 0 && digits > 0 && text.Length >= IdDigits;
        return isHex || (text.Length >= IdDigits && digits >= 4 && !text.ContainsAny(" /."u8));
    }

    private static bool IsAddress(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.ContainsAny(".:"u8) || !Ascii.IsValid(utf8) || utf8.Count((byte)'.') == 1) return false;

        var text = Encoding.ASCII.GetString(utf8);
        return IPAddress.TryParse(text, out _) || IPEndPoint.TryParse(text, out _);
    }
}
