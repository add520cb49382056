using System.Globalization;
using LogPair.Host.Units;

namespace LogPair.Host.Starter;

/// <summary>What was seen of a field, in words.</summary>
internal static class SeenText
{
    private const int Examples = 6;
    private const int ExampleLength = 30;

    /// <summary><c>3 distinct values in 145 records: 200, 301, 404</c>.</summary>
    public static string Values(FieldStatistics field, long records)
    {
        var share = field.Count == records ? Quantity.Of(records, "record")
            : $"{Quantity.Of(field.Count, "record")} of {records.ToString("N0", CultureInfo.InvariantCulture)}";
        return $"{Distinct(field)} in {share}: {List(field)}";
    }

    /// <summary><c>3 distinct values</c>, <c>about 5,000 distinct values</c>.</summary>
    public static string Distinct(FieldStatistics field) => Distinct(field.Distinct, field.IsExact);

    public static string Distinct(long count, bool isExact) =>
        (isExact ? "" : "about ") + Quantity.Of(isExact ? count : Rounded(count), "distinct value");

    /// <summary>Percent of the records that have it.</summary>
    public static string Share(long count, long records)
    {
        if (count == records) return "100 %";

        var percent = Math.Clamp(100.0 * count / Math.Max(1, records), 0.1, 99.9);
        return string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %");
    }

    /// <summary>A number for people, with three digits.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "N0" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>As <see cref="Number"/>, of what is known to about a percent.</summary>
    public static string About(double value)
    {
        if (value == 0) return "0";

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return Number(Math.Round(value / unit) * unit);
    }

    private static string List(FieldStatistics field)
    {
        var values = field.Values.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(Examples).Select(pair => pair.Key.Length == 0 ? "(empty)"
                : pair.Key.Length <= ExampleLength ? pair.Key : pair.Key[..ExampleLength] + "…");
        return string.Join(", ", values) + (field.Distinct > Examples ? ", …" : "");
    }

    private static long Rounded(long count)
    {
        var unit = 1L;
        while (count / unit >= 100) unit *= 10;
        return (count + (unit / 2)) / unit * unit;
    }
}
