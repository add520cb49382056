using System.Globalization;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// How long and how hard, from the environment; <c>tests/LogPair.EndToEnd.Tests/faults</c> sets it by hand.
/// </summary>
internal static class FaultSettings
{
    /// <summary>
    /// What all fault tests together may take, but for starting and ending. In the suite two minutes are enough.
    /// </summary>
    private const int DefaultSeconds = 75;

    private static readonly int Seconds = Number("LOGPAIR_FAULT_SECONDS") ?? DefaultSeconds;

    /// <summary>Chooses the faults. The same seed makes the same choices, but cannot repeat the timing.</summary>
    public static int Seed { get; } = Number("LOGPAIR_FAULT_SEED") ?? Random.Shared.Next(1, 1_000_000);

    /// <summary>Kills of the processor, over all styles, instead of a time; null in the suite.</summary>
    public static int? Kills { get; } = Number("LOGPAIR_FAULT_KILLS");

    /// <summary>Kills of the generator, likewise.</summary>
    public static int? GeneratorKills { get; } = Number("LOGPAIR_FAULT_GENERATOR_KILLS");

    /// <summary>The part of the time that one test may take.</summary>
    /// <param name="percent">Of all; the parts of all tests add up to 100.</param>
    public static TimeSpan Share(double percent) => TimeSpan.FromSeconds(Seconds * percent / 100);

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
