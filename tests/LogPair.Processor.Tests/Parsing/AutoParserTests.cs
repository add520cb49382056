
namespace LogPair.Processor.Tests.Parsing;

public sealed class AutoParserTests
{
    [Theory]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z","level":"low","message":"m"}""", "Information|low|-")]
    [InlineData("""{"level":"low","@l":"Error","@t":"2026-11-22T13:04:05Z"}""", "Error|low|-")]
    [InlineData("""{"time":"2026-11-22T13:04:05Z","level":"low","message":"m"}""", "low|low|m")]
    [InlineData("""{"@l":"Error","message":"m"}""", "Error|-|m")]
    [InlineData("""{"nested":{"@t":"2026-11-22T13:04:05Z"},"severity":"low"}""", "low|-|-")]
    [InlineData("plain", "NotAnObject")]
    public void ALineWithATimeInSerilogsSenseIsClef(string line, string values)
    {
        Assert.Equal(values, Parsed.Line("auto", line, "@l", "level", "@m"));
    }

    [Fact]
    public void PropertiesWithAnAtSignAreReachedInBothKinds()
    {
        Assert.Equal("clef", Parsed.Line("auto", """{"@t":"","@@odd":"clef"}""", "@p/@odd"));
        Assert.Equal("json", Parsed.Line("auto", """{"@odd":"json"}""", "@p/@odd"));
    }
}
