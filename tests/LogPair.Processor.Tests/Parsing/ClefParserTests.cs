using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Parsing.Json;
using Serilog;
using Serilog.Formatting.Compact;

namespace LogPair.Processor.Tests.Parsing;

public sealed class ClefParserTests
{
    [Theory]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z","@mt":"Hi"}""", "Information")]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z","@l":"Error"}""", "Error")]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z","\u0040l":"Error"}""", "Error")]
    [InlineData("""{"@t":"2026-11-22T13:04:05Z","level":"Error","a":{"@l":"Debug"}}""", "Information")]
    public void AnAbsentLevelMeansInformation(string line, string level)
    {
        Assert.Equal(level, Parsed.Line("clef", line, "@l"));
    }

    [Fact]
    public void EveryBuiltInFieldHasItsName()
    {
        string[] names = ["@t", "@m", "@mt", "@l", "@x", "@i", "@r", "@tr", "@sp", "@st", "@sc", "@ps", "@sk", "@ra"];
        var line = "{" + string.Join(',', names.Select(name => $"\"{name}\":\"of {name}\"")) + "}";

        Assert.Equal(string.Join('|', names.Select(name => $"of {name}")), Parsed.Line("clef", line, names));
        Assert.Equal(string.Join('|', names.Select(name => $"of {name}")), Parsed.Line("auto", line, names));
    }

    [Theory]
    [InlineData("Name", "plain")]
    [InlineData("@p/Name", "plain")]
    [InlineData("@p/@Name", "escaped")]
    [InlineData("@@Name", "escaped")]
    [InlineData("Outer/Inner", "7")]
    [InlineData("@p/Outer/Inner", "7")]
    [InlineData("Outer", """{"Inner":7}""")]
    [InlineData("name", "-")]
    [InlineData("@p", "-")]
    public void PropertiesAreReachedByNameWhateverItIs(string path, string value)
    {
        const string line = """{"@t":"2026-11-22T13:04:05Z","Name":"plain","@@Name":"escaped","Outer":{"Inner":7}}""";

        Assert.Equal(value, Parsed.Line("clef", line, path));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "2|-")]
    [InlineData("""{"a":{"b":1},"a":{"c":2}}""", """{"c":2}|-""")]
    [InlineData("""{"a":{"b":1},"a":3}""", "3|-")]
    [InlineData("""{"a":{"b":1,"b":2}}""", """{"b":1,"b":2}|2""")]
    public void OfMembersWithOneNameTheLastCounts(string line, string values)
    {
        Assert.Equal(values, Parsed.Line("clef", line, "a", "a/b"));
    }

    [Fact]
    public void NothingOfTheLineBeforeRemains()
    {
        var fields = new FieldSet();
        fields.Add(new FieldPath("a"));
        var parser = new ClefParser(fields);
        var buffer = new FieldBuffer(fields);

        Assert.Equal("\n"u8, Text("""{"a":"\n"}"""u8));
        Assert.Equal("\t"u8, Text("""{"a":"\t"}"""u8));
        Assert.Equal(""u8, Text("{}"u8));

        ReadOnlySpan<byte> Text(ReadOnlySpan<byte> line)
        {
            parser.Parse(line, buffer);
            return new LogRecord(line, buffer).Text(0);
        }
    }

    [Fact]
    public void ManyLongEscapedTextsAreAllRight()
    {
        var fields = new FieldSet();
        var names = Enumerable.Range(0, 50).Select(i => $"p{i}").ToArray();
        foreach (var name in names) fields.Add(new FieldPath(name));
        var buffer = new FieldBuffer(fields);
        var members = names.Select(name => $"\"{name}\":\"{name}\\n{new string('x', 300)}\"");
        var line = Encoding.UTF8.GetBytes("{" + string.Join(',', members) + "}");
        Assert.Equal(ParseOutcome.Parsed, new ClefParser(fields).Parse(line, buffer));
        var record = new LogRecord(line, buffer);

        for (var slot = 0; slot < names.Length * 2; slot++)
        {
            var text = Encoding.UTF8.GetString(record.Text(slot % names.Length));
            Assert.StartsWith($"p{slot % names.Length}\nx", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AByteOrderMarkBeforeTheFirstLineIsNotPartOfIt()
    {
        Assert.Equal("1", Parsed.Line("clef", "\uFEFF{\"a\":1}", "a"));
    }

    [Fact]
    public void WhatSerilogWritesIsRead()
    {
        var writer = new StringWriter();
        var order = new { Id = 7, Note = "a \"b\"" };
        var set = new LoggerConfiguration().Enrich.WithProperty("@odd", "value").WriteTo.Sink(new TextSink(writer));
        using (var log = set.CreateLogger())
            log.Error(new InvalidOperationException("no"), "Paid {@Order} in {Elapsed:0.00} ms", order, 12.5);

        Assert.Equal(
            "Error|Paid {@Order} in {Elapsed:0.00} ms|System.InvalidOperationException: no|7|a \"b\"|12.5|value",
            Parsed.Line("clef", writer.ToString(), "@l", "@mt", "@x", "Order/Id", "Order/Note", "Elapsed", "@p/@odd"));
    }

    [Fact]
    public void ParsingAllocatesNothing()
    {
        var fields = new FieldSet();
        foreach (var name in new[] { "@t", "@l", "@x", "Status", "Elapsed" }) fields.Add(new FieldPath(name));
        fields.Add(new FieldPath("Order", "Id"));
        var buffer = new FieldBuffer(fields);
        var line = """
            {"@t":"2026-11-22T13:04:05.1234567Z","@x":"A\r\n b","Elapsed":12.3456789012345678,"Order":{"Id":"7\t"},"\u0061":[{}]}
            """u8.ToArray();
        foreach (var format in new[] { "auto", "clef", "json" })
        {
            var parser = LineFormats.Named(format).CreateParser(fields);
            Use(parser, line, buffer);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var read = 0;
            for (var i = 0; i < 100_000; i++) read += Use(parser, line, buffer);

            // Not zero: the runtime itself may allocate once while it compiles the loop anew.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 99_999);
            Assert.Equal(100_000, read);
        }
    }

    private static int Use(ILineParser parser, byte[] line, FieldBuffer buffer)
    {
        if (parser.Parse(line, buffer) != ParseOutcome.Parsed) return 0;

        var record = new LogRecord(line, buffer);
        return record.TryGetTime(0, referenceTicks: 0, out _) && record.TryGetNumber(4, out _)
            && record.Text(2).Length == 5 && record.Text(5).Length == 2 ? 1 : 0;
    }

    private sealed class TextSink(TextWriter writer) : Serilog.Core.ILogEventSink
    {
        private readonly CompactJsonFormatter _formatter = new();

        public void Emit(Serilog.Events.LogEvent logEvent) => _formatter.Format(logEvent, writer);
    }
}
