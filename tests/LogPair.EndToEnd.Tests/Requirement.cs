namespace LogPair.EndToEnd.Tests;

/// <summary>What a test needs of the machine. Missing, it skips the test; on a machine that must have everything, it fails it.</summary>
internal static class Requirement
{
    /// <summary>Set to 1 where every test must run, as in <c>.ci/run</c>.</summary>
    public const string Variable = "LOGPAIR_REQUIRE_CONTAINERS";

    private static int _skipped;

    /// <summary>Tests skipped so far.</summary>
    public static int Skipped => _skipped;

    /// <param name="missing">What is missing and how to get it; null when all is there.</param>
    public static void Check(string? missing)
    {
        if (missing is null) return;
        if (Environment.GetEnvironmentVariable(Variable) == "1") Assert.Fail($"{missing} {Variable}=1 asks for it.");

        Interlocked.Increment(ref _skipped);
        Assert.Skip($"NOT TESTED: {missing} {Variable}=1 makes this a failure.");
    }
}
