using LogPair.Benchmarks.ManyRules;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Tests.Workload;

public sealed class RuleFactoryTests
{
    private readonly Truth _truth = DataFile.MakeInMemory(DataSets.Clef, size: 500_000, seed: 1).Truth;

    [Fact]
    public void RulesExpectSeriesThatDiffer()
    {
        var rules = new RuleFactory(_truth).All();

        var series = rules.SelectMany(rule => rule.Expected).Select(sample => sample.Key).ToList();

        Assert.True(rules.Count > 100);
        Assert.Equal(series.Count, series.Distinct().Count());
    }

    [Theory]
    [InlineData("requests_")]
    [InlineData("status_")]
    [InlineData("from_status_200_")]
    [InlineData("pair_")]
    public void RulesThatShareOutAllRequestsExpectAllOfThem(string prefix)
    {
        var samples = new RuleFactory(_truth).All().SelectMany(rule => rule.Expected);

        var expected = samples.Where(s => s.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(s => s.Value);

        Assert.Equal(_truth.Requests.Sum(r => r.Lines), expected);
    }
}
