using System.Text;
using BenchmarkDotNet.Attributes;
using LogPair.Processor.Parsing.Patterns;

namespace LogPair.Benchmarks.Stages;

/// <summary>Claim: a hostile line of 1 MiB costs a pattern less than 50 ms, and matching allocates nothing for usual lines.</summary>
[MemoryDiagnoser]
public class PatternBenchmarks
{
    private const int HostileBytes = 1 << 20;

    private readonly byte[] _usual = Encoding.UTF8.GetBytes(
        "10.0.0.1 - - [22/Nov/2026:10:00:00 +0000] \"GET /a/b/c?x=1 HTTP/1.1\" 200 1234 \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"");

    private Pattern _access = null!;
    private Pattern _nested = null!;
    private int[] _places = [];
    private byte[] _hostile = [];

    /// <summary>Patterns that take a backtracking engine for ever.</summary>
    [Params("(a+)+$", "(x*)*y", "(.*a){20}b", ".*.*.*=x")]
    public string Nested { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var access = GrokExpander.Expand("%{COMBINEDAPACHELOG}", new Dictionary<string, string>(), out _, out _);
        _access = Pattern.TryCreate($"^{access}", PatternFlags.ExplicitCapture, out _)!;
        _nested = Pattern.TryCreate(Nested, PatternFlags.None, out _)!.WithoutPrefilter();
        _places = new int[Math.Max(_access.Places, _nested.Places)];
        _hostile = new byte[HostileBytes];
        _hostile.AsSpan().Fill((byte)(Nested.Contains('x', StringComparison.Ordinal) ? 'x' : 'a'));
        _hostile[^1] = (byte)'!';
    }

    [Benchmark]
    public bool HostileLine() => _nested.Match(_hostile, _places.AsSpan(0, _nested.Places)) == MatchOutcome.Match;

    [Benchmark]
    public bool AccessLogLine() => _access.Match(_usual, _places.AsSpan(0, _access.Places)) == MatchOutcome.Match;
}
