using System.Globalization;
using LogPair.Testing;

namespace LogPair.Processor.Tests;

/// <summary>Rounds of a fuzz test, for as long as its budget lasts: none may fail, hang, or leave memory behind.</summary>
/// <remarks>
/// What lives on the heap is that of the process, so the tests belong to <see cref="AloneInTheProcess"/>. How many inputs
/// there were, and what the heap held, goes to the output of the test (<c>-showLiveOutput</c>).
/// </remarks>
internal static class Fuzzing
{
    // Room for what is made once and kept, such as buffers that have grown to the longest input.
    private const long MaxHeapGrowthBytes = 8L * 1024 * 1024;

    // A tenth of the budget warms up; then the heap is looked at this often.
    private const int Looks = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="target">What is fuzzed, for messages.</param>
    /// <param name="suiteSeconds">How long, if the budget is not given by hand.</param>
    /// <param name="inputsPerRound">Inputs of a round.</param>
    /// <param name="round">Takes the seed of the round, which is all that its inputs depend on.</param>
    public static void Run(string target, double suiteSeconds, int inputsPerRound, Action<int> round)
    {
        var first = Environment.TickCount;
        var seed = first;
        var budget = FuzzBudget.Start(suiteSeconds);
        var heap = new List<long>();
        while (budget.Remains)
        {
            RunRound(target, ++seed, round);
            if (budget.Elapsed >= budget.Length * ((heap.Count + 1) / (double)Looks)) heap.Add(LiveBytes());
        }

        heap.Add(LiveBytes());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {(long)(seed - first) * inputsPerRound:N0} inputs in {budget.Elapsed.TotalSeconds:F1} s; "
            + $"live heap {heap[0] / 1048576.0:F2} MiB after a tenth, {heap.Max() / 1048576.0:F2} at most, {heap[^1] / 1048576.0:F2} at the end"));
        Assert.InRange(heap[^1] - heap[0], long.MinValue, MaxHeapGrowthBytes);
    }

    // What never ends cannot fail an assertion, and would not tell its seed.
    private static void RunRound(string target, int seed, Action<int> round)
    {
        using var watch = new Timer(
            _ => Environment.FailFast($"{target}, seed {seed}: has not ended after {Patience}."), state: null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            round(seed);
        }
        catch (Exception error)
        {
            Assert.Fail($"{target}, seed {seed}: {error}");
        }
    }

    private static long LiveBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
