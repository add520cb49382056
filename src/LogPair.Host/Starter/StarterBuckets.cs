using System.Globalization;

namespace LogPair.Host.Starter;

/// <summary>Bounds for a histogram, by the values that were seen.</summary>
internal static class StarterBuckets
{
    private const int MaxCount = 12;
    private const double LeastSeconds = 1e-6;
    private const double MostSeconds = 1e5;
    private const int SizeFactor = 4;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private static readonly double[] Steps = [1, 2.5, 5];

    /// <summary>Bounds from below the usual to above the worst, in steps of 1, 2.5 and 5.</summary>
    /// <param name="low">That one value in twenty is below, in seconds.</param>
    /// <param name="high">That one value in a thousand is above, in seconds.</param>
    /// <returns>Value of <c>buckets</c>; null for the usual ones, if there is nothing to go by.</returns>
    public static string? Seconds(double low, double high)
    {
        if (!(high > LeastSeconds)) return null;

        var ladder = Ladder().ToList();
        var last = ladder.FindIndex(bound => bound >= Math.Min(high, MostSeconds));
        if (last < 0) last = ladder.Count - 1;
        var first = Math.Max(0, ladder.FindLastIndex(bound => bound <= Math.Max(low, LeastSeconds)));
        last = Math.Min(ladder.Count - 1, Math.Max(last + 1, first + 4));
        first = Math.Max(first, last + 1 - MaxCount);
        return $"[{string.Join(", ", ladder[first..(last + 1)].Select(Text))}]";
    }

    /// <summary>Bounds in steps of a power of four.</summary>
    /// <param name="low">As for <see cref="Seconds"/>, in bytes.</param>
    /// <param name="high">As for <see cref="Seconds"/>, in bytes.</param>
    public static string Sizes(double low, double high)
    {
        var start = 64.0;
        while (start * SizeFactor <= low) start *= SizeFactor;
        var count = 3;
        var last = start * SizeFactor * SizeFactor;
        for (; last < high && count < MaxCount; last *= SizeFactor) count++;
        return $"{{ exponential: {{ start: {Text(start)}, factor: {SizeFactor}, count: {count} }} }}";
    }

    private static IEnumerable<double> Ladder()
    {
        for (var power = -6; power <= 5; power++)
        {
            foreach (var step in Steps)
                yield return double.Parse(string.Create(Culture, $"{step}e{power}"), Culture);
        }
    }

    // As people write it: 0.000025, not 2.5E-05.
    private static string Text(double bound) => ((decimal)bound).ToString("0.########", CultureInfo.InvariantCulture);
}
