using System.Globalization;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Tests.Pipeline.Counting;

/// <summary>Series as text, for tests that compare all of them.</summary>
internal static class SeriesText
{
    public static SeriesTable Table(MetricCatalog catalog) => new(catalog.Definitions, catalog.MaxSeries);

    /// <summary>A line for each series with its numbers and exemplars, in an order of their own.</summary>
    public static string Of(MetricSeries series)
    {
        var lines = Enumerable.Range(0, series.Slots).Where(series.IsUsed).Select(slot => string.Create(
            CultureInfo.InvariantCulture,
            $"{Convert.ToHexString(series.Key(slot))} {string.Join(' ', series.Numbers(slot))} {Exemplars(series, slot)}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Exemplars(MetricSeries series, int slot)
    {
        var exemplars = new List<SeriesExemplar>();
        series.MoveExemplars(slot, exemplars);
        return string.Join(' ', exemplars);
    }
}
