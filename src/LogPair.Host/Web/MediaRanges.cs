using System.Globalization;

namespace LogPair.Host.Web;

/// <summary>Reads headers such as <c>Accept</c>: values with parameters and weights, separated by commas.</summary>
/// <remarks>RFC 9110, section 12.5.</remarks>
internal static class MediaRanges
{
    /// <summary>One entry of such a header.</summary>
    /// <param name="Value">Lower case, for example <c>text/plain</c> or <c>gzip</c>.</param>
    /// <param name="Version">The <c>version</c> parameter; empty when there is none.</param>
    /// <param name="Weight">From 0, not acceptable, to 1.</param>
    public readonly record struct Entry(string Value, string Version, double Weight);

    /// <summary>The entries of the header; what cannot be understood is left out.</summary>
    /// <remarks>A quoted comma would split wrongly; no parameter that is looked at here needs one.</remarks>
    public static IEnumerable<Entry> Parse(string header)
    {
        foreach (var text in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (TryParse(text, out var entry)) yield return entry;
        }
    }

    private static bool TryParse(string text, out Entry entry)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var version = "";
        var weight = 1.0;
        entry = default;
        foreach (var parameter in parts.AsSpan(1))
        {
            var (name, value) = SplitParameter(parameter);
            if (name == "version") version = value;
            if (name == "q" && !TryParseWeight(value, out weight)) return false;
        }

        entry = new Entry(parts[0].ToLowerInvariant(), version, weight);
        return true;
    }

    private static (string Name, string Value) SplitParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (parameter.ToLowerInvariant(), "")
            : (parameter[..equals].TrimEnd().ToLowerInvariant(), parameter[(equals + 1)..].Trim().Trim('"'));
    }

    private static bool TryParseWeight(string text, out double weight) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight) && weight <= 1;
}
