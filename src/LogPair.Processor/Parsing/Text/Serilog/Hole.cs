using System.Globalization;
using LogPair.Processor.Parsing.Text.Templates;

namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>What stands between the braces of an output template.</summary>
/// <param name="Name">Of the property.</param>
/// <param name="Width">Characters that it has at least.</param>
/// <param name="Format">Behind the colon; empty if there is none.</param>
internal sealed record Hole(string Name, int Width, string Format)
{
    /// <summary>Widest alignment that is believed.</summary>
    private const int MaxWidth = 1000;

    public HoleKind Kind => Name switch
    {
        "Timestamp" or "UtcTimestamp" => HoleKind.Timestamp,
        "Level" => HoleKind.Level,
        "Message" => HoleKind.Message,
        "Properties" => HoleKind.Properties,
        _ => HoleKind.Property,
    };

    /// <summary>Reads <c>Name</c>, <c>Name,-5</c>, <c>Name:format</c> or both.</summary>
    /// <returns>Null if it is none of these.</returns>
    public static Hole? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var head = colon < 0 ? text : text[..colon];
        var format = colon < 0 ? "" : text[(colon + 1)..];
        var comma = head.IndexOf(',', StringComparison.Ordinal);
        var name = (comma < 0 ? head : head[..comma]).TrimStart('@', '$');
        var width = 0;
        if (comma >= 0 && !TryReadWidth(head[(comma + 1)..], out width)) return null;

        return name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.')
            ? new Hole(name, width, format)
            : null;
    }

    private static bool TryReadWidth(string text, out int width)
    {
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out width);
        width = isNumber ? Math.Abs((long)width) <= MaxWidth ? Math.Abs(width) : 0 : 0;
        return width > 0;
    }
}
