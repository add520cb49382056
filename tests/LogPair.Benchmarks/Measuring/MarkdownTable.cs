using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>A table for people that can go into a document as it is.</summary>
internal sealed class MarkdownTable(params string[] columns)
{
    private readonly List<string> _rows = [];

    public void Add(params string[] cells) => _rows.Add(Row(cells));

    public void Print(string? title = null)
    {
        if (title is not null) Console.WriteLine($"\n### {title}\n");
        Console.WriteLine(Row(columns));
        Console.WriteLine($"|{string.Concat(columns.Select(_ => " --- |"))}");
        foreach (var row in _rows) Console.WriteLine(row);
        Console.WriteLine();
    }

    public static string Show(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The smallest and the largest.</summary>
    public static string Range(IEnumerable<double> numbers, string format)
    {
        double[] all = [.. numbers];
        return $"{Show(all.Min(), format)}–{Show(all.Max(), format)}";
    }

    public static string Mebibytes(long bytes) => Show(bytes / (1024.0 * 1024.0), "F1");

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
