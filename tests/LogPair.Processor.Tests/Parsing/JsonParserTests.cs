
namespace LogPair.Processor.Tests.Parsing;

public sealed class JsonParserTests
{
    [Theory]
    [InlineData("@l", """{"severity":"low","Level":"x"}""", "low")]
    [InlineData("@l", """{"Level":"x","severity":"low"}""", "low")]
    [InlineData("@l", """{"log.level":"low"}""", "low")]
    [InlineData("@l", """{"log":{"level":"low"}}""", "low")]
    [InlineData("@l", """{"level":200,"level_name":"INFO"}""", "Information")]
    [InlineData("@l", """{"@l":"Debug"}""", "Debug")]
    [InlineData("@l", "{}", "-")]
    [InlineData("@t", """{"ts":1795352645.1,"@timestamp":"2026-11-22T13:04:05Z"}""", "2026-11-22T13:04:05Z")]
    [InlineData("@m", """{"msg":"a \"b\""}""", "a \"b\"")]
    [InlineData("@x", """{"error":{"type":"E","stack_trace":"at …"}}""", "E\nat …")]
    [InlineData("@x", """{"error":{"type":"a.E","message":"no","stack_trace":"\tat x"}}""", "a.E: no\n\tat x")]
    [InlineData("@x", """{"error.type":"a.E","error.message":"no","error.stack_trace":"\tat x"}""", "a.E: no\n\tat x")]
    [InlineData("@x", """{"error":{"type":"a.E","message":"no","stack_trace":"a.E: no\n\tat x"}}""", "a.E: no\n\tat x")]
    [InlineData("@x", """{"error":{"type":"E","stack_trace":"Traceback (most …"}}""", "Traceback (most …")]
    [InlineData("@x", """{"error":{"message":"no","stack_trace":"\tat x"}}""", "\tat x")]
    [InlineData("@x", """{"record":{"exception":{"type":"ValueError","value":"no","traceback":true}}}""", "ValueError: no")]
    [InlineData("@x", """{"context":{"exception":{"class":"App\\Gone","message":"no","code":0}}}""", "App\\Gone: no")]
    [InlineData("@t", """{"instant":{"epochSecond":1795352645,"nanoOfSecond":1}}""", "1795352645")]
    [InlineData("@x", """{"error":"E: no"}""", "E: no")]
    [InlineData("@x/type", """{"error":{"type":"E"}}""", "E")]
    [InlineData("@x", """{"thrown":{"name":"java.lang.X","message":"a \"b\"","extendedStackTrace":[{"class":"A"}]}}""", "java.lang.X: a \"b\"")]
    [InlineData("@x", """{"thrown":{"name":"java.lang.X","message":"b","extendedStackTrace":"java.lang.X: b\n\tat A"}}""", "java.lang.X: b\n\tat A")]
    [InlineData("@x", """{"throwable":{"className":"java.lang.X","message":"b","stepArray":[]}}""", "java.lang.X: b")]
    [InlineData("@x", """{"exception":{"exception_class":"java.lang.X","exception_message":"b","stacktrace":"\tat A"}}""", "java.lang.X: b\n\tat A")]
    [InlineData("@x", """{"err":{"type":"TypeError","message":"boom"}}""", "TypeError: boom")]
    [InlineData("@x", """{"err":{"type":"TypeError","message":"boom","stack":"TypeError: boom\n    at f"}}""", "TypeError: boom\n    at f")]
    [InlineData("@x", """{"error":{"message":"boom","code":5}}""", "boom")]
    [InlineData("@x", """{"error":{"kind":7,"code":5}}""", """{"kind":7,"code":5}""")]
    [InlineData("@t", """{"L":"INFO","T":"2026-11-22T13:04:05Z","N":"app","C":"a.go:1","M":"x"}""", "2026-11-22T13:04:05Z")]
    [InlineData("@l", """{"L":"WARN","M":"x"}""", "Warning")]
    [InlineData("@m", """{"L":"WARN","M":"x"}""", "x")]
    [InlineData("@x", """{"L":"ERROR","M":"x","S":"main.main\n\t/a.go:1"}""", "main.main\n\t/a.go:1")]
    [InlineData("@x", """{"L":"ERROR","M":"x","S":"small","error":"E: no"}""", "E: no")]
    [InlineData("@x", """{"level":"ERROR","M":"x","S":"small"}""", "-")]
    [InlineData("@t", """{"L":7,"T":23.5,"M":"x"}""", "-")]
    [InlineData("N", """{"L":"INFO","M":"x","N":"app"}""", "app")]
    [InlineData("@tr", """{"trace":{"id":"4bf9"}}""", "4bf9")]
    [InlineData("@sp", """{"SpanId":"00f0"}""", "00f0")]
    [InlineData("@version", """{"@version":"1"}""", "1")]
    [InlineData("level", """{"severity":"WARN","level":"low"}""", "low")]
    [InlineData("@p/@t", """{"@t":"mine","time":"x"}""", "mine")]
    public void BuiltInFieldsGoByTheirUsualNames(string path, string line, string value)
    {
        Assert.Equal(value, Parsed.Line("json", line, path));
    }

    [Theory]
    [InlineData("""{"A":1,"Properties":{"A":2,"B":3}}""", "1|3|-")]
    [InlineData("""{"State":{"B":3,"C":{"D":4}},"Properties":{"A":2}}""", "2|3|4")]
    [InlineData("""{"fields":{"A":1},"labels":{"B":2},"C.D":3}""", "1|2|3")]
    [InlineData("""{"C":{"D":1},"C.D":2,"Properties":{"C":{"D":3}}}""", "-|-|1")]
    [InlineData("""{"mdc":{"A":1},"metadata":{"B":2},"contextMap":{"C.D":3}}""", "1|2|-")]
    [InlineData("""{"Properties":{"A":1},"Properties":{"B":2}}""", "-|2|-")]
    [InlineData("""{"Properties":{"A":1},"labels":"none","State":{"A":2,"B":3}}""", "1|3|-")]
    [InlineData("""{"Properties":"A"}""", "-|-|-")]
    public void PropertiesAreFoundWhereLoggersPutThem(string line, string values)
    {
        Assert.Equal(values, Parsed.Line("json", line, "A", "B", "C/D"));
        Assert.Equal(values, Parsed.Line("auto", line, "A", "@p/B", "C/D"));
    }

    [Fact]
    public void ClefHasPropertiesAtTheTopOnly()
    {
        const string line = """{"@t":"","Properties":{"A":2},"B.C":1}""";

        Assert.Equal("-|-", Parsed.Line("auto", line, "A", "B/C"));
        Assert.Equal("-|-", Parsed.Line("clef", line, "A", "B/C"));
    }

    [Fact]
    public void OneMemberMayServeAsBuiltInFieldAndAsProperty()
    {
        Assert.Equal("70|70", Parsed.Line("json", """{"level":70}""", "level", "@l"));
    }
}
