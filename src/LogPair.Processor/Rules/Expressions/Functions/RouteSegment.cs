using System.Buffers;
using System.Text;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Decides for one segment of a path what of it varies.</summary>
internal static class RouteSegment
{
    // Shorter hexadecimal text may be a word, and 8 is what short commit hashes and the like start at.
    private const int ShortestHash = 8;

    // Random tokens in use (ULID 26, cuid 25, nanoid 21) are longer; most words are shorter.
    private const int ShortestToken = 16;

    // With separators it may be a title in words, so more evidence is asked for.
    private const int ShortestTokenWithSeparators = 24;

    private const int LongestExtension = 5;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789-.,:_"u8);
    private static readonly SearchValues<byte> HexBytes = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private static readonly SearchValues<byte> TokenBytesAndSeparators =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_=."u8);

    /// <returns>Bytes written: at most three times the segment's.</returns>
    public static int Fold(ReadOnlySpan<byte> segment, Span<byte> destination)
    {
        if (IsEmail(segment)) return Put("{email}"u8, default, destination);

        var extension = ExtensionOf(segment);
        var stem = segment[..^extension.Length];
        if (IsGuid(stem)) return Put("{guid}"u8, extension, destination);
        if (!stem.ContainsAny(Digits)) return Put(segment, default, destination);
        if (!stem.ContainsAnyExcept(NumberBytes)) return Put("{n}"u8, extension, destination);
        if (IsHash(stem)) return Put("{hash}"u8, extension, destination);

        // "order-8731", "user1234": a name with a number at its end.
        var name = stem.LastIndexOfAnyExcept(Digits) + 1;
        var digits = stem.Length - name;
        var isNumbered = digits >= 3
            || (digits > 0 && stem[name - 1] is (byte)'-' or (byte)'_' or (byte)'.' or (byte)':');
        if (!isNumbered) return Put(segment, default, destination);

        var written = Put(stem[..name], "{n}"u8, destination);
        return written + Put(extension, default, destination[written..]);
    }

    private static bool IsEmail(ReadOnlySpan<byte> segment)
    {
        var at = segment.IndexOf((byte)'@');
        var after = at + 1;
        if (at < 0)
        {
            at = segment.IndexOf("%40"u8);
            after = at + 3;
        }

        return at > 0 && segment[after..].IndexOf((byte)'.') > 0;
    }

    private static bool IsGuid(ReadOnlySpan<byte> stem)
    {
        if (stem.Length == 38 && stem[0] == '{' && stem[^1] == '}') stem = stem[1..^1];
        if (stem.Length != 36) return false;

        for (var i = 0; i < stem.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? stem[i] != '-' : !char.IsAsciiHexDigit((char)stem[i])) return false;
        }

        return true;
    }

    private static bool IsHash(ReadOnlySpan<byte> stem)
    {
        if (stem.Length >= ShortestHash && !stem.ContainsAnyExcept(HexBytes)) return true;
        if (stem.Length >= ShortestToken && CountDigits(stem) >= 2 && !stem.ContainsAnyExcept(TokenBytes)) return true;
        return stem.Length >= ShortestTokenWithSeparators && CountDigits(stem) >= 4
            && !stem.ContainsAnyExcept(TokenBytesAndSeparators);
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var next in text) count += char.IsAsciiDigit((char)next) ? 1 : 0;
        return count;
    }

    // ".json", with its dot. Letters only: "1.5" has none.
    private static ReadOnlySpan<byte> ExtensionOf(ReadOnlySpan<byte> segment)
    {
        var dot = segment.LastIndexOf((byte)'.');
        if (dot <= 0 || segment.Length - dot - 1 is 0 or > LongestExtension) return default;

        foreach (var next in segment[(dot + 1)..])
        {
            if (!Ascii.IsValid(next) || !char.IsAsciiLetter((char)next)) return default;
        }

        return segment[dot..];
    }

    private static int Put(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> destination)
    {
        first.CopyTo(destination);
        second.CopyTo(destination[first.Length..]);
        return first.Length + second.Length;
    }
}
