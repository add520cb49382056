using BenchmarkDotNet.Attributes;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;

namespace LogPair.Benchmarks.Stages;

/// <summary>Claim: three rules with conditions, labels and a division allocate nothing.</summary>
[MemoryDiagnoser]
public class RulesBenchmarks
{
    private readonly byte[][] _lines = SampleLines.Lines();
    private readonly RuleScratch _scratch = new();
    private readonly RuleSet _rules = SampleRules.Load();
    private MetricRule[] _metrics = [];
    private FieldBuffer[] _fields = [];

    [GlobalSetup]
    public void Parse()
    {
        _metrics = [.. _rules.Metrics];
        var parser = LineFormats.Named("clef").CreateParser(_rules.Fields);
        _fields = [.. _lines.Select(_ => new FieldBuffer(_rules.Fields))];
        for (var i = 0; i < _lines.Length; i++) parser.Parse(_lines[i], _fields[i]);
    }

    [Benchmark(OperationsPerInvoke = SampleLines.Count)]
    public double MeasureThreeRules()
    {
        var sum = 0.0;
        for (var i = 0; i < _lines.Length; i++)
        {
            var record = new LogRecord(_lines[i], _fields[i]);
            foreach (var rule in _metrics)
            {
                var outcome = rule.Measure(record, _scratch, out var measurement);
                if (outcome == MeasureOutcome.Measured) sum += measurement.Value;
            }
        }

        return sum;
    }
}
