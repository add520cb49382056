namespace LogPair.Host.Series;

public sealed class ExpositionTextTests
{
    [Theory]
    [InlineData("up 1", "up", 1)]
    [InlineData("up{} 1", "up", 1)]
    [InlineData("a{y=\"2\",x=\"1\"} 1.5e3", "a{x=\"1\",y=\"2\"}", 1500)]
    [InlineData("a{x=\"q\\\"b\\\\n\\n}\"} +Inf", "a{x=\"q\\\"b\\\\n\\n}\"}", double.PositiveInfinity)]
    [InlineData("a{x=\"1\",} 2 1395066363000", "a{x=\"1\"}", 2)]
    public void ReadsASample(string line, string series, double value) =>
        Assert.Equal(KeyValuePair.Create(series, value), ExpositionText.Parse($"# TYPE a counter\n{line}\n").Single());

    [Theory]
    [InlineData("up")]
    [InlineData("up one")]
    [InlineData("up{x} 1")]
    [InlineData("up 1\nup 2")]
    public void RefusesWhatIsNoExposition(string text) => Assert.Throws<FormatException>(() => ExpositionText.Parse(text));
}
