using BenchmarkDotNet.Attributes;
using LogPair.Processor.Parsing.Patterns;

namespace LogPair.Benchmarks.Stages;

/// <summary>Claim: a hostile line of 1 MiB costs a pattern less than 15 ms, and has an answer.</summary>
[MemoryDiagnoser]
public class HostilePatternBenchmarks
{
    private const int HostileBytes = 1 << 20;

    // What was granted while there was no automaton.
    private const long FormerSteps = 1_000_000;

    private Pattern _nested = null!;
    private int[] _places = [];
    private byte[] _hostile = [];

    /// <summary>Patterns that take a backtracking engine for ever.</summary>
    [Params("(a+)+$", "(x*)*y", "(.*a){20}b", ".*.*.*=x", "(a|aa)+$", "(\\w+\\s?)+$")]
    public string Nested { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _nested = Pattern.TryCreate(Nested, PatternFlags.None, out _)!.WithoutPrefilter();
        _places = new int[_nested.Places];
        _hostile = new byte[HostileBytes];
        _hostile.AsSpan().Fill((byte)(Nested.Contains('x', StringComparison.Ordinal) ? 'x' : 'a'));
        _hostile[^1] = (byte)'!';
    }

    /// <summary>Ends without an answer.</summary>
    [Benchmark(Baseline = true)]
    public bool BackAndForth() => _nested.Backtrack(_hostile, _places, FormerSteps, out _) == MatchOutcome.Match;

    [Benchmark]
    public bool Groups() => _nested.Match(_hostile, _places) == MatchOutcome.Match;

    [Benchmark]
    public bool Test() => _nested.IsMatch(_hostile) == MatchOutcome.Match;
}
