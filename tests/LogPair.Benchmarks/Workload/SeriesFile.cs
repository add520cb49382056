using LogPair.Benchmarks.Workload.Lines;

namespace LogPair.Benchmarks.Workload;

/// <summary>A file whose lines make a given number of series, and what each of them must be.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Lines">In it.</param>
/// <param name="Customers">Series that <see cref="RulesPath"/> makes of it.</param>
internal sealed record SeriesFile(string Path, long Bytes, long Lines, int Customers)
{
    public static string RulesPath { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "rules", "series.yaml");

    public static SeriesFile Make(string directory, long size, int customers, ulong seed)
    {
        var path = System.IO.Path.Combine(directory, $"series-{customers}.log");
        Console.Error.WriteLine($"Making {path}");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var buffer = new LineBuffer(file);
        var lines = new SeriesLines(new SplitMix64(seed), buffer, customers);
        while (buffer.Length < size || lines.Lines < customers) lines.WriteNext();
        buffer.Flush();
        return new SeriesFile(path, buffer.Length, lines.Lines, customers);
    }

    /// <summary>One sentence for each series that is not what it must be.</summary>
    public IReadOnlyList<string> Differences(MetricsText metrics)
    {
        var wrong = new List<string>();
        for (var customer = 0; customer < Customers; customer++)
        {
            var name = MetricsText.SeriesName(
                "orders_total", ("customer", $"customer-{customer}"), ("shop", $"shop-{customer % 100}"));
            var expected = Lines / Customers + (customer < Lines % Customers ? 1 : 0);
            if (!metrics.TryGet(name, out var actual)) wrong.Add($"{name} is missing; the truth is {expected}");
            else if (actual != expected) wrong.Add($"{name} is {actual}; the truth is {expected}");
        }

        var series = metrics.Series.Count(s => s.StartsWith("orders_total{", StringComparison.Ordinal));
        if (series != Customers) wrong.Add($"There are {series} series; the truth is {Customers}");
        return wrong;
    }
}
