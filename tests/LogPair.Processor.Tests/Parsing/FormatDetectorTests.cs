using System.Text;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

public sealed class FormatDetectorTests
{
    [Theory]
    [InlineData("{\"@t\":\"2026-11-22T13:04:05Z\"}\n", ParserFactory.Clef)]
    [InlineData("starting …\r\n\r\n{\"a\":1}\r\n{\"@t\":\"\"}\r\n", ParserFactory.Json)]
    [InlineData("{\"@t\":\"torn", null)]
    [InlineData("plain\n", null)]
    [InlineData("", null)]
    public void TheFirstLineThatParsesTellsTheFormat(string text, string? format)
    {
        Assert.Equal(format, FormatDetector.Detect(Encoding.UTF8.GetBytes(text)));
    }
}
