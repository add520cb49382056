using System.Text;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing;

public sealed class JsonLineTestsTests
{
    [Theory]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z","@mt":"Hi"}""", true, true)]
    [InlineData("""{"\u0040t":"2026-11-22T13:04:05\u005a"}""", true, true)]
    [InlineData("""{"@t":1795352645}""", false, true)]
    [InlineData("""{"a":{"@t":"2026-11-22T13:04:05Z"}}""", false, true)]
    [InlineData("""{"level":"info"}""", false, true)]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z" """, false, false)]
    [InlineData("""["@t"]""", false, false)]
    [InlineData("a=1 b=2", false, false)]
    [InlineData("", false, false)]
    public void ClefHasATimeAndJsonIsAnyObject(string line, bool isClef, bool isJson)
    {
        var bytes = Encoding.UTF8.GetBytes(line);

        Assert.Equal(isClef, LineFormats.Clef.Recognizes!(bytes));
        Assert.Equal(isJson, LineFormats.Json.Recognizes!(bytes));
    }
}
