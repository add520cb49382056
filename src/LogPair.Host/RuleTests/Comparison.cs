using LogPair.Host.Series;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Rules;

namespace LogPair.Host.RuleTests;

/// <summary>Compares what a test expects with what came out, and says what differs so that a person sees why.</summary>
internal sealed class Comparison
{
    private const int LinesShown = 5;

    private readonly Expectation _expected;
    private readonly Replayed _replayed;
    private readonly List<DiffLine> _differences = [];

    private Comparison(Expectation expected, Replayed replayed)
    {
        _expected = expected;
        _replayed = replayed;
    }

    /// <returns>Empty if nothing differs.</returns>
    public static IReadOnlyList<DiffLine> Differences(Expectation expected, Replayed replayed)
    {
        var comparison = new Comparison(expected, replayed);
        foreach (var problem in replayed.Problems)
            comparison._differences.Add(new DiffLine(DiffKind.Actual, $"{problem.Path}: {problem.Reason}"));
        foreach (var series in expected.Series) comparison.CompareSeries(series.Sample);
        if (expected.IsExact) comparison.FindUnexpected();
        comparison.CompareCount("unparsed", expected.Unparsed, replayed.Unparsed, replayed.Lines.Unparsed);
        comparison.CompareCount("unmatched", expected.Unmatched, replayed.Unmatched, replayed.Lines.Unmatched);
        return comparison._differences;
    }

    private void CompareSeries(SampleLine expected)
    {
        if (!_replayed.Samples.TryGetValue(Replayed.NormalName(expected), out var actual))
        {
            _differences.Add(new DiffLine(DiffKind.Expected, Text(expected), $"missing; {Nearest(expected)}"));
        }
        else if (!SampleValue.AreEqual(expected.Value, actual.Value))
        {
            _differences.Add(new DiffLine(DiffKind.Expected, Text(expected)));
            _differences.Add(new DiffLine(DiffKind.Actual, Text(actual)));
        }
    }

    // Of a histogram, one line is as good as all: nobody wants to list buckets. What is still zero says nothing.
    private void FindUnexpected()
    {
        var expected = _expected.Series.Select(series => Group(series.Sample)).ToHashSet(StringComparer.Ordinal);
        foreach (var actual in _replayed.Samples.Values)
        {
            if (actual.Value == 0 || _replayed.MetricOf(actual) is null || IsBucket(actual)) continue;
            if (!expected.Contains(Group(actual))) _differences.Add(new DiffLine(DiffKind.Actual, Text(actual), "not expected"));
        }
    }

    private void CompareCount(string what, long? expected, long actual, LineSamples lines)
    {
        if (expected is null || expected == actual) return;

        _differences.Add(new DiffLine(DiffKind.Expected, $"{what} {expected}"));
        _differences.Add(new DiffLine(DiffKind.Actual, $"{what} {actual}"));
        foreach (var line in lines.Latest().Take(LinesShown).Reverse())
            _differences.Add(new DiffLine(DiffKind.Remark, $"  {line.Reason}: {line.Text}"));
    }

    private string Nearest(SampleLine expected)
    {
        var metric = _replayed.MetricOf(expected);
        if (metric is null && !expected.Metric.StartsWith("logpair_", StringComparison.Ordinal))
            return $"the rules have no metric {expected.Metric}. {NearestName.Hint(expected.Metric, _replayed.Metrics.Select(each => each.Name))}";

        var nearest = _replayed.Samples.Values.Where(actual => actual.Metric == expected.Metric)
            .OrderByDescending(actual => actual.Labels.Intersect(expected.Labels).Count())
            .ThenBy(actual => actual.Labels.Except(expected.Labels).Count())
            .FirstOrDefault();
        return nearest is null ? $"{expected.Metric} has no series" : $"nearest is {Text(nearest)}";
    }

    private string Group(SampleLine sample)
    {
        if (_replayed.MetricOf(sample) is not { Type: not (MetricType.Counter or MetricType.Gauge) } metric) return Replayed.NormalName(sample);

        return SeriesName.Of(metric.Name, sample.Labels.Where(label => label.Label is not ("le" or "quantile")));
    }

    private static bool IsBucket(SampleLine sample) => sample.Labels.Any(label => label.Label is "le");

    private static string Text(SampleLine sample) => $"{sample.Series} {SampleValue.Text(sample.Value)}";
}
