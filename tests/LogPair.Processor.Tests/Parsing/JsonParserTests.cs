
namespace LogPair.Processor.Tests.Parsing;

public sealed class JsonParserTests
{
    [Theory]
    [InlineData("@l", """{"severity":"WARN","Level":"x"}""", "WARN")]
    [InlineData("@l", """{"Level":"x","severity":"WARN"}""", "WARN")]
    [InlineData("@l", """{"log.level":"info"}""", "info")]
    [InlineData("@l", """{"log":{"level":"info"}}""", "info")]
    [InlineData("@l", """{"@l":"Debug"}""", "Debug")]
    [InlineData("@l", "{}", "-")]
    [InlineData("@t", """{"ts":1795352645.1,"@timestamp":"2026-11-22T13:04:05Z"}""", "2026-11-22T13:04:05Z")]
    [InlineData("@m", """{"msg":"a \"b\""}""", "a \"b\"")]
    [InlineData("@x", """{"error":{"type":"E","stack_trace":"at …"}}""", "at …")]
    [InlineData("@x", """{"error":"E: no"}""", "E: no")]
    [InlineData("@x/type", """{"error":{"type":"E"}}""", "E")]
    [InlineData("@tr", """{"trace":{"id":"4bf9"}}""", "4bf9")]
    [InlineData("@sp", """{"SpanId":"00f0"}""", "00f0")]
    [InlineData("@version", """{"@version":"1"}""", "1")]
    [InlineData("level", """{"severity":"WARN","level":"low"}""", "low")]
    [InlineData("@p/@t", """{"@t":"mine","time":"x"}""", "mine")]
    public void BuiltInFieldsGoByTheirUsualNames(string path, string line, string value)
    {
        Assert.Equal(value, Parsed.Line("json", line, path));
    }

    [Fact]
    public void OneMemberMayServeAsBuiltInFieldAndAsProperty()
    {
        Assert.Equal("7|7", Parsed.Line("json", """{"level":7}""", "level", "@l"));
    }
}
