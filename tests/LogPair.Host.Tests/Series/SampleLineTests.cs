using CsCheck;

namespace LogPair.Host.Series;

public sealed class SampleLineTests
{
    [Theory]
    [InlineData("", 0, "a metric name is missing")]
    [InlineData("a", 1, "a value is missing")]
    [InlineData("a one", 2, "'one' is not a number")]
    [InlineData("a{x=\"1\" y=\"2\"} 1", 8, "a comma or } is missing")]
    [InlineData("a{x=1} 1", 4, "the value of the label x needs double quotes")]
    [InlineData("a{x=\"1", 6, "the value of the label x has no end")]
    [InlineData("a{1x=\"1\"} 1", 2, "a label name or } is missing")]
    public void WhatIsWrongIsSaidWithItsPlace(string line, int at, string problem)
    {
        Assert.False(SampleLine.TryParse(line, out _, out var actual, out var where));
        Assert.Equal((problem, at), (actual, where));
    }

    [Fact]
    public void NoTextMakesItThrow() => Gen.Char["a1 {}=\"\\,n\t+."].Array[0, 20].Select(characters => new string(characters)).Sample(line =>
    {
        var isRight = SampleLine.TryParse(line, out var sample, out var problem, out var at);

        Assert.Equal(isRight, sample is not null);
        Assert.InRange(at, 0, line.Length);
        Assert.Equal(isRight, problem.Length == 0);
        if (sample is not null)
        {
            Assert.True(SampleLine.TryParse($"{sample.Series} 1", out var again, out _, out _));
            Assert.Equal(sample.Series, again.Series);
        }
    }, iter: 20_000);
}
