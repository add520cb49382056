using LogPair.Benchmarks.Workload.Lines;

namespace LogPair.Benchmarks.Workload;

/// <summary>All kinds of input.</summary>
internal static class DataSets
{
    private static readonly string[] LowerCase = ["debug", "info", "warn", "error"];

    public static DataSet Clef { get; } = new(
        "clef", "Serilog's compact JSON, about 426 bytes a line", TruthBuilder.SerilogLevels,
        (random, line, truth) => new ClefLines(random, line, truth));

    public static IReadOnlyList<DataSet> All { get; } =
    [
        Clef,
        new("nginx", "nginx's combined format with $request_time, about 170 bytes a line", LowerCase,
            (random, line, truth) => new AccessLines(random, line, truth)),
        new("json", "nested JSON under other names, numbers as strings here and there, about 370 bytes", LowerCase,
            (random, line, truth) => new NestedJsonLines(random, line, truth)),
        new("logfmt", "key=value pairs, about 210 bytes a line", LowerCase,
            (random, line, truth) => new LogfmtLines(random, line, truth)),
    ];

    public static DataSet? Find(string name) => All.FirstOrDefault(set => set.Name == name);
}
