using LogPair.Benchmarks.Workload.Lines;

namespace LogPair.Benchmarks.Workload;

/// <summary>A kind of input: its lines, and the rules that make the same three metrics of each kind.</summary>
/// <param name="Name">As on the command line; <c>rules/NAME.yaml</c> are its rules.</param>
/// <param name="Summary">For people.</param>
/// <param name="Levels">What the level's label says, by the index that the lines count with.</param>
/// <param name="Open">Lines from random numbers into a buffer, counted in a truth.</param>
internal sealed record DataSet(
    string Name, string Summary, IReadOnlyList<string> Levels,
    Func<SplitMix64, LineBuffer, TruthBuilder, ILineSource> Open)
{
    public string RulesPath => Path.Combine(AppContext.BaseDirectory, "rules", $"{Name}.yaml");
}
