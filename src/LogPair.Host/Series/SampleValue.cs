using System.Globalization;

namespace LogPair.Host.Series;

/// <summary>Text form of a sample's value, and what makes two of them equal.</summary>
internal static class SampleValue
{
    // Sums of fractions depend on their order in the last bits, which nobody writes down.
    private const double Tolerance = 1e-12;

    /// <summary>As Prometheus' text format writes it: the shortest digits that mean the same number.</summary>
    public static string Text(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Whether two values are the same to twelve digits.</summary>
    public static bool AreEqual(double left, double right) =>
        left.Equals(right) || left == right
        || (double.IsFinite(left - right) && Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right)));
}
