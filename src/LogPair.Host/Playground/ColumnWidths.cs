namespace LogPair.Host.Playground;

/// <summary>How a table's width is shared: what changed must be recognised first, so names come before values.</summary>
internal readonly record struct ColumnWidths(int Series, int Value, int Before)
{
    // Of a table with three columns: its lines, and a space on either side of each cell.
    private const int Frame = 10;

    private static readonly (int Series, int Value, int Before) Headings = ("series".Length, "value".Length, "before".Length);

    // Enough for a number, or for the count and sum of a histogram.
    private const int LeastValue = 16;

    /// <param name="columns">Of the terminal.</param>
    /// <param name="series">Longest text of the first column; and so on.</param>
    public static ColumnWidths Share(int columns, int series, int value, int before)
    {
        (series, value, before) = (Math.Max(series, Headings.Series), Math.Max(value, Headings.Value), Math.Max(before, Headings.Before));
        var all = Math.Max(3, columns - Frame);
        var beforeWidth = Math.Min(before, all / 4);
        var seriesWidth = Math.Min(series, Math.Max(1, all - beforeWidth - Math.Min(value, LeastValue)));
        return new ColumnWidths(seriesWidth, Math.Min(value, Math.Max(1, all - beforeWidth - seriesWidth)), beforeWidth);
    }

    /// <summary>The text, cut to <paramref name="width"/>.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, Math.Max(0, width - 1)), "…");
}
