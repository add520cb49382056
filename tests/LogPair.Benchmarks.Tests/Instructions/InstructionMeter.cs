using System.Globalization;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Tests.Instructions;

/// <summary>Counts the instructions of <c>logpair replay</c> with valgrind, which needs no hardware counters.</summary>
/// <param name="executable">The published <c>logpair</c>.</param>
/// <param name="directory">Takes inputs and outputs.</param>
/// <remarks>
/// valgrind's processor is the same everywhere: AVX2 and no AVX-512. It runs one thread at a time, so other load on the
/// machine changes little. What remains are random seeds of hashes, threads that wait, and one collection of memory more
/// or less, which depends on their timing. All but the seeds only ever add, up to some millions on a crowded machine: of
/// several looks at the same input, the one with the fewest instructions counts.
/// </remarks>
internal sealed class InstructionMeter(string executable, string directory)
{
    public const string Tool = "valgrind";

    private const ulong Seed = 1;

    // Shapes and decisions are learned long before the first is read; the second is the same bytes and as many more.
    // So much that a collection of memory, which may come or not, is below a hundredth.
    private const long HalfBytes = 20 * 1024 * 1024;

    // Cores, caches and memory of the machine would decide how threads wait and when .NET collects.
    private static readonly string[] SameMachine =
        ["DOTNET_PROCESSOR_COUNT=1", "DOTNET_GCgen0size=0x1000000", "DOTNET_GCHeapHardLimit=0x10000000"];

    // By input, of all looks so far.
    private readonly Dictionary<string, long> _fewest = [];

    /// <summary>Versions of what decides the numbers.</summary>
    public string Versions()
    {
        var output = Path.Combine(directory, "version");
        ProcessMeter.Run(Tool, output, Tool, "--version");
        return $".NET {Environment.Version}, {File.ReadAllText(output).Trim()}";
    }

    /// <summary>Instructions of one line: those of twice as much input less those of once as much.</summary>
    public long OfALine(DataSet set)
    {
        var (half, halfTruth) = Count(set, HalfBytes);
        var (whole, truth) = Count(set, 2 * HalfBytes);
        return (long)Math.Round((whole - half) / (double)(truth.Lines - halfTruth.Lines));
    }

    /// <summary>Instructions of a run that has one line to count.</summary>
    public long OfStartUp() => Count(DataSets.Clef, size: 1).Instructions;

    private (long Instructions, Truth Truth) Count(DataSet set, long size)
    {
        var input = Path.Combine(directory, $"{set.Name}-{size}.log");
        var truth = DataFile.Make(input, set, size, Seed);
        var (metrics, counts) = (input + ".prom", input + ".counts");
        string[] counted =
            ["env", .. SameMachine, Tool, "--tool=cachegrind", "--cache-sim=no", $"--cachegrind-out-file={counts}"];
        ProcessMeter.Run(
            Tool, metrics, [.. counted, executable, "replay", "--lanes", "1", "--config", set.RulesPath, input]);

        using var reader = File.OpenText(metrics);
        TruthCheck.Require(set.Name, truth, MetricsText.Read(reader));
        var total = Total(File.ReadLines(counts));
        _fewest[input] = Math.Min(total, _fewest.GetValueOrDefault(input, long.MaxValue));
        return (_fewest[input], truth);
    }

    private static long Total(IEnumerable<string> counts)
    {
        const string total = "summary: ";
        var line = counts.Single(line => line.StartsWith(total, StringComparison.Ordinal));
        return long.Parse(line[total.Length..], CultureInfo.InvariantCulture);
    }
}
