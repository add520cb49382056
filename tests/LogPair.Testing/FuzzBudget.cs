using System.Diagnostics;
using System.Globalization;

namespace LogPair.Testing;

/// <summary>How long a fuzz test goes on: seconds in the suite, minutes by hand.</summary>
/// <remarks>
/// Use it as <c>for (var budget = FuzzBudget.Start(); budget.Remains;) …</c>. <c>LOGPAIR_FUZZ_SECONDS=600</c> gives
/// every fuzz test ten minutes. Without it all of them together take about a minute: a second for each format of lines,
/// and what a test asks for.
/// </remarks>
public sealed class FuzzBudget
{
    public const string Variable = "LOGPAIR_FUZZ_SECONDS";

    // Enough for thousands of rounds, and the suite stays quick.
    private const double UsualSeconds = 1;

    private readonly long _start = Stopwatch.GetTimestamp();

    private FuzzBudget(TimeSpan length)
    {
        Length = length;
    }

    /// <summary>How long there is in all.</summary>
    public TimeSpan Length { get; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>False once the time is up, but never before the first round.</summary>
    public bool Remains => Rounds++ == 0 || Elapsed < Length;

    /// <summary>How often <see cref="Remains"/> was asked.</summary>
    public long Rounds { get; private set; }

    /// <summary>Begins now. An environment variable that is not a positive number is an error, not the usual length.</summary>
    /// <param name="suiteSeconds">How long without the variable.</param>
    public static FuzzBudget Start(double suiteSeconds = UsualSeconds) =>
        new(TimeSpan.FromSeconds(Seconds(Variable) ?? suiteSeconds));

    /// <summary>Begins one of several parts, which share the seconds that <c>.ci/run</c> gives them.</summary>
    /// <param name="ciVariable">Names the environment variable with the seconds of all parts; without it, each has the usual length.</param>
    /// <param name="parts">How many there are.</param>
    public static FuzzBudget StartShare(string ciVariable, int parts) => Start(Seconds(ciVariable) / parts ?? UsualSeconds);

    private static double? Seconds(string variable)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(text)) return null;

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw new InvalidOperationException($"{variable} must be a number of seconds, not '{text}'.");
    }
}
