using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Inspection;

/// <summary>Whoever may look may try an expression, so trying one must be cheap whatever it is.</summary>
public sealed class ExpressionTrialTests
{
    [Fact]
    public void WhatTakesLongIsNotTriedOnTheRest()
    {
        // Each look at the clock takes a tenth of a second.
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
        var trial = Create(time);

        var result = trial.Try("N + 1", Enumerable.Range(0, 20).Select(i => new LineSample("unmatched", "/a.log", $"{{\"N\":{i}}}")));

        Assert.Equal(["1"], result.Values.Select(value => value.Text));
    }

    [Fact]
    public void ALongExpressionIsRefused()
    {
        var result = Create(new FakeTimeProvider()).Try(new string('x', ExpressionTrial.MaxLength + 1), []);

        Assert.Contains("longer than 300 characters", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    private static ExpressionTrial Create(TimeProvider time)
    {
        var catalog = new MetricCatalog(RuleSet.BuiltIn);
        return new ExpressionTrial(
            [new InputRule { Path = "/*.log", Reading = InputReading.Default }], new Ledger(catalog, DateTimeOffset.UnixEpoch), time);
    }
}
