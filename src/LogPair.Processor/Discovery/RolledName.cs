namespace LogPair.Processor.Discovery;

/// <summary>Names that a log gets when it is rolled: <c>app.log</c> becomes <c>app.log.1</c>, then perhaps <c>app.log.2.gz</c>.</summary>
/// <remarks>
/// Numbers and dates, as logrotate, Log4j, Python and Serilog's users write them: <c>.1</c>, <c>.20261122</c>,
/// <c>.2026-11-22_13</c>, <c>-20261122</c>, <c>-20261122-1795353600</c>; and <c>.gz</c> or <c>.zst</c> after any of
/// these or alone.
/// </remarks>
internal static class RolledName
{
    private const string DateCharacters = "0123456789-_";

    // 20261122: with fewer digits after a dash, the name is more likely one that an application chose.
    private const int DigitsOfADate = 8;

    private static readonly string[] CompressedEndings = [".gz", ".zst"];

    /// <param name="name">Without directory.</param>
    /// <param name="live">The name before it was rolled.</param>
    /// <param name="isCompressed">Whether the content is gzip or zstd.</param>
    /// <returns>False for a name that was not rolled.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out ReadOnlySpan<char> live, out bool isCompressed)
    {
        live = name;
        isCompressed = TryStripCompression(ref live);
        var isNumbered = TryStripNumber(ref live);
        return (isCompressed || isNumbered) && live.Length > 0;
    }

    private static bool TryStripCompression(ref ReadOnlySpan<char> name)
    {
        foreach (var ending in CompressedEndings)
        {
            if (!name.EndsWith(ending, StringComparison.Ordinal)) continue;

            name = name[..^ending.Length];
            return true;
        }

        return false;
    }

    private static bool TryStripNumber(ref ReadOnlySpan<char> name)
    {
        var rest = name.TrimEnd(DateCharacters);
        var suffix = name[rest.Length..];
        if (rest is [_, .., '.'] && suffix is [>= '0' and <= '9', ..])
        {
            name = rest[..^1];
            return true;
        }

        if (rest.Length == 0 || suffix is not ['-' or '_', ..] || DigitsOf(suffix[1..]) < DigitsOfADate) return false;

        name = rest;
        return true;
    }

    private static int DigitsOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
