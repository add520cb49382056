using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Throughput;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.CatchUp;

/// <summary>What tailing, checkpoints and scrapes add to <c>replay</c>, and what a second core gives.</summary>
internal static class CatchUpBench
{
    private const string Replay = "replay";
    private const string Run = "run";
    private const string Killed = "run, killed halfway";
    private const string OneCore = "run, 1 core";
    private const string TwoFiles = "run, 2 files";
    private const string TwoFilesOneCore = "run, 2 files, 1 core";

    public static async Task RunAsync(BenchSettings settings, CancellationToken cancel)
    {
        var (file, truth) = DataFile.Provide(settings.Work.FullName, DataSets.Clef, settings.Size, settings.Seed);
        var halves = FileHalves.Provide(file);
        var measured = new List<Measured>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Console.Error.WriteLine($"catchup: round {round} of {settings.Rounds}");
            measured.Add(LineFloor.Measure(file, truth.Lines));
            measured.Add(ReplayMeter.Run(settings, Replay, DataSets.Clef.RulesPath, file, out var metrics));
            TruthCheck.Require(Replay, truth, metrics);
            var halfway = TimeSpan.FromSeconds(ThroughputTable.Cpu(measured, Replay) / 2);
            foreach (var plan in Plans(file, halves, halfway))
                measured.Add(await CatchUpMeter.RunAsync(settings, plan, truth, cancel));
        }

        ThroughputTable.Of(measured, truth.Bytes, truth.Lines).Print($"{truth.Bytes:N0} bytes, {truth.Lines:N0} lines");
        PrintBars(measured);
    }

    private static CatchUpPlan[] Plans(string file, IReadOnlyList<string> halves, TimeSpan halfway) =>
    [
        new(Run, [file]),
        new(OneCore, [file]) { Processor = 0 },
        new(TwoFiles, halves),
        new(TwoFilesOneCore, halves) { Processor = 0 },
        new(Killed, [file]) { KillAfter = halfway },
    ];

    private static void PrintBars(IReadOnlyList<Measured> measured)
    {
        var bars = new Bars();
        bars.AtMost("CPU of run, one file", Cpu(Run) / Cpu(Replay), 1.15, "× replay");
        bars.AtMost("CPU of run, killed halfway and started again", Cpu(Killed) / Cpu(Replay), 1.15, "× replay");
        bars.AtLeast("two cores, two files", Wall(TwoFilesOneCore) / Wall(TwoFiles), 1.8, "× one core");
        bars.AtLeast("two cores, one file", Wall(OneCore) / Wall(Run), 1.7, "× one core");
        // On a busy machine the second core is not there when it is wanted; this is what there would be to gain
        bars.AtLeast("two files, by the busiest thread", Cpu(TwoFilesOneCore) / Busiest(TwoFiles), 1.8, "× one core");
        bars.AtLeast("one file, by the busiest thread", Cpu(OneCore) / Busiest(Run), 1.7, "× one core");
        bars.Print();

        double Cpu(string name) => ThroughputTable.Cpu(measured, name);
        double Wall(string name) => Of(name, m => m.Usage.Wall);
        double Busiest(string name) => Of(name, m => m.BusiestThread);
        double Of(string name, Func<Measured, TimeSpan> part) =>
            Median.Of(measured.Where(m => m.Name == name).Select(m => part(m).TotalSeconds));
    }
}
