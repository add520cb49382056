namespace LogPair.Host.Starter;

/// <summary>How many series labels make.</summary>
internal static class StarterLabels
{
    /// <summary>Most series of a metric that were seen, or might have been.</summary>
    public const int MaxProduct = 1000;

    /// <summary>Series at most, if every combination of values comes.</summary>
    public static long Product(IEnumerable<StarterLabel> labels) =>
        labels.Aggregate(1L, (product, label) => product * Math.Max(1, label.Values + (label.Default is null ? 0 : 1)));

    /// <summary>Room for twice what was seen; null if there are no labels.</summary>
    public static int? MaxSeries(IReadOnlyCollection<StarterLabel> labels) => labels.Count == 0 ? null
        : (2 * Product(labels)) switch
        {
            <= 100 => 100,
            <= 200 => 200,
            <= 500 => 500,
            <= 1000 => 1000,
            _ => 2 * MaxProduct,
        };
}
