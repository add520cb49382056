using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.Starter;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("it's")]
    [InlineData("@l")]
    [InlineData("a: b # c")]
    [InlineData("- a")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("0x1F")]
    [InlineData("line\nfeed\r\ttab")]
    [InlineData("quote \" and \\ and \0")]
    [InlineData("\u2028\u2029\u0085\ufeff\u200e")]
    [InlineData("日本 😀")]
    [InlineData("%d & * ! | > ` ? : , [ ] { }")]
    public void AScalarIsReadAsItWas(string text)
    {
        var problems = new List<YamlProblem>();

        var root = YamlReader.Read($"{YamlText.Scalar(text)}: {YamlText.Scalar(text)}\n", problems);

        Assert.Empty(problems);
        var (key, value) = Assert.Single(Assert.IsType<YamlMapping>(root).Entries);
        Assert.Equal((text, text), (key.Value, Assert.IsType<YamlScalar>(value).Value));
    }

    [Fact]
    public void ACommentStaysOneWhateverItHolds()
    {
        var yaml = new YamlText();

        yaml.Comment("a\nb: c\r\u2028d \u0085 e " + string.Concat(Enumerable.Repeat("word ", 60)), indent: 2);

        Assert.All(yaml.ToString().TrimEnd('\n').Split('\n', '\r', '\u2028', '\u0085'), line => Assert.StartsWith("  # ", line, StringComparison.Ordinal));
        Assert.All(yaml.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [InlineData("RequestTimeMs", "request_time_ms")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("cs(User-Agent)", "cs_user_agent")]
    [InlineData("http.response.status_code", "http_response_status_code")]
    [InlineData("日本", "")]
    public void NamesAreSplitIntoWords(string name, string snake) => Assert.Equal(snake, NameWords.Of(name).Snake);

    [Theory]
    [InlineData("access.log", "access.log")]
    [InlineData("/var/log/app.log.1", "/var/log/app.log")]
    [InlineData("/var/log/app.log-20261122.gz", "/var/log/app.log")]
    [InlineData("/logs/app20261122_001.log", "/logs/app*.log")]
    [InlineData("/logs/u_ex261122.log", "/logs/u_ex*.log")]
    [InlineData("/logs/api-2026-11-22.log", "/logs/api-*.log")]
    [InlineData("/logs/web-12.log", "/logs/web-12.log")]
    public void PathsStandForWhatComesAfterThem(string path, string pattern) => Assert.Equal([pattern], InputPaths.Of([path]));
}
