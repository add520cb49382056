using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Throughput;

/// <summary><c>logpair replay</c> of each kind of input beside the floors.</summary>
internal static class ThroughputBench
{
    private const string Replay = "logpair replay";

    // Times the floor, by set
    private static readonly Dictionary<string, double> BarOf = new()
    {
        ["clef"] = 2.5,
        ["nginx"] = 4,
        ["json"] = 6,
        ["logfmt"] = 5,
    };

    public static void Run(BenchSettings settings, IEnumerable<DataSet> sets)
    {
        var bars = new Bars();
        foreach (var set in sets.Where(set => FormatCheck.IsKnown(settings.Binary, set))) Run(settings, set, bars);
        bars.Print();
    }

    private static void Run(BenchSettings settings, DataSet set, Bars bars)
    {
        var (file, truth) = DataFile.Provide(settings.Work.FullName, set, settings.Size, settings.Seed);
        var measured = new List<Measured>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Console.Error.WriteLine($"{set.Name}: round {round} of {settings.Rounds}");
            // In turn, so that what the machine does meanwhile meets all of them
            measured.AddRange(RunRound(settings, set, file, truth, withMtail: round == 1));
        }

        ThroughputTable.Of(measured, truth.Bytes, truth.Lines)
            .Print($"{set.Name}: {truth.Bytes:N0} bytes, {truth.Lines:N0} lines");
        var ratio = ThroughputTable.Cpu(measured, Replay) / ThroughputTable.Cpu(measured, LineFloor.Name);
        bars.AtMost($"CPU of replay, {set.Name}", ratio, BarOf[set.Name], "× floor");
    }

    private static IEnumerable<Measured> RunRound(
        BenchSettings settings, DataSet set, string file, Truth truth, bool withMtail)
    {
        yield return LineFloor.Measure(file, truth.Lines);
        if (set.Name == "nginx") yield return HandWrittenNginx.Measure(file, truth);
        yield return ProcessMeter.Run("wc -l", "/dev/null", "wc", "-l", file);
        yield return ProcessMeter.Run("cat", "/dev/null", "cat", file);
        yield return ReplayMeter.Run(settings, Replay, set.RulesPath, file, out var metrics);
        TruthCheck.Require($"{set.Name}, {Replay}", truth, metrics);
        if (withMtail && Mtail.Command(set.Name, file) is { } mtail) yield return RunMtail(settings, set, mtail, truth);
    }

    /// <remarks>Twenty times as slow, so only once; its differences are shown and are not ours.</remarks>
    private static Measured RunMtail(BenchSettings settings, DataSet set, string[] mtail, Truth truth)
    {
        var output = Path.Combine(settings.Work.FullName, "mtail.prom");
        var measured = ProcessMeter.Run("mtail", output, mtail);
        using var reader = File.OpenText(output);
        var differences = TruthComparison.Differences(truth, MetricsText.Read(reader));
        Console.WriteLine(differences.Count == 0
            ? $"\nmtail on {set.Name}: equal to the truth."
            : $"\nmtail on {set.Name}: {differences.Count} differences from the truth, the first: {differences[0]}");
        return measured;
    }
}
