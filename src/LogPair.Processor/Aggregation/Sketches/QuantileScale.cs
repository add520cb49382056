namespace LogPair.Processor.Aggregation.Sketches;

/// <summary>
/// The bins of a <see cref="QuantileSketch"/>: each 2 % wider than the one before, so that its middle is within 1 %.
/// </summary>
/// <remarks>
/// Source: Masson, Rim, Lee, "DDSketch", VLDB 2019: value v is in bin ⌈log_γ v⌉ with γ = (1 + α) / (1 − α).
/// </remarks>
internal static class QuantileScale
{
    /// <summary>Of a quantile, compared with the value that has the same rank.</summary>
    public const double RelativeError = 0.01;

    /// <summary>Below it a value is as good as zero, which has a bin of its own.</summary>
    private const double SmallestMagnitude = 1e-150;

    private const double Gamma = (1 + RelativeError) / (1 - RelativeError);
    private static readonly double LogGamma = Math.Log(Gamma);

    public static bool IsZero(double value) => Math.Abs(value) < SmallestMagnitude;

    /// <summary>The bin of a value's magnitude; of no meaning for one that is as good as zero.</summary>
    public static int BinOf(double value) =>
        IsZero(value) ? 0 : (int)Math.Ceiling(Math.Log(Math.Abs(value)) / LogGamma);

    /// <summary>The value that is within the relative error of all values of a bin.</summary>
    public static double MiddleOf(int bin) => Math.Exp(bin * LogGamma) * (2 / (1 + Gamma));
}
