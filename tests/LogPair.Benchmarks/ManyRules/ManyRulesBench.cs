using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Throughput;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.ManyRules;

/// <summary>What a hundred rules cost, compared with three, over the same lines.</summary>
internal static class ManyRulesBench
{
    private const string Three = "3 rules";
    private const int Many = 100;

    public static void Run(BenchSettings settings)
    {
        var (file, truth) = DataFile.Provide(settings.Work.FullName, DataSets.Clef, settings.Size, settings.Seed);
        var rules = new RuleFactory(truth).All();
        int[] counts = [10, Many];
        var measured = new List<Measured>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Console.Error.WriteLine($"rules: round {round} of {settings.Rounds}");
            measured.Add(LineFloor.Measure(file, truth.Lines));
            measured.Add(ReplayMeter.Run(settings, Three, DataSets.Clef.RulesPath, file, out var metrics));
            TruthCheck.Require(Three, truth, metrics);
            measured.AddRange(counts.Select(count => RunMany(settings, file, [.. rules.Take(count)])));
        }

        ThroughputTable.Of(measured, truth.Bytes, truth.Lines).Print($"{truth.Bytes:N0} bytes, {truth.Lines:N0} lines");
        var bars = new Bars();
        var ratio = ThroughputTable.Cpu(measured, Name(Many)) / ThroughputTable.Cpu(measured, Three);
        bars.AtMost("CPU of 100 rules", ratio, 3, "× 3 rules");
        bars.Print();
    }

    private static Measured RunMany(BenchSettings settings, string file, IReadOnlyList<RuleText> rules)
    {
        var path = Path.Combine(settings.Work.FullName, $"{rules.Count}-rules.yaml");
        File.WriteAllLines(path, ["metrics:", .. rules.Select(r => r.Yaml)]);
        var measured = ReplayMeter.Run(settings, Name(rules.Count), path, file, out var metrics);
        TruthCheck.Require(Name(rules.Count), Differences(rules, metrics));
        return measured;
    }

    private static List<string> Differences(IEnumerable<RuleText> rules, MetricsText metrics) =>
    [
        .. rules.SelectMany(r => r.Expected)
            .Where(e => !metrics.TryGet(e.Key, out var actual) || actual != e.Value)
            .Select(e => $"{e.Key} is not {e.Value}"),
    ];

    private static string Name(int rules) => $"{rules} rules";
}
