using System.Text;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

public sealed class LevelNamesTests
{
    [Theory]
    [InlineData("Verbose", "Verbose", "VRB", "trace", "TRACE", "trce", "FINEST", "v", "10", "DEBUG-4", "DEBUG-1")]
    [InlineData("Debug", "Debug", "dbg", "DEBUG", "dbug", "FINE", "20", "7", "100", "debug", "De", "DEBUG+2")]
    [InlineData("Information", "Information", "INFO", "info", "inf", "NOTICE", "30", "6", "200", "INFO+2", "Informat", "SUCCESS")]
    [InlineData("Warning", "Warning", "WARN", "warn", "WRN", "40", "4", "300", "WARN+3", "W")]
    [InlineData("Error", "Error", "ERROR", "err", "eror", "fail", "SEVERE", "50", "3", "400", "ERROR+4", "Er")]
    [InlineData("Fatal", "Fatal", "crit", "CRITICAL", "FTL", "panic", "dpanic", "emerg", "ALERT", "60", "0", "1", "2", "600")]
    public void KnownSpellingsReadAlike(string name, params string[] spellings)
    {
        Assert.All(spellings, spelling =>
        {
            Assert.True(LevelNames.TryRead(Encoding.UTF8.GetBytes(spelling), out var level), spelling);
            Assert.Equal(name, level.ToString());
            Assert.Equal(name, Parsed.Line("json", $$"""{"level":"{{spelling}}"}""", "@l"));
        });
    }

    [Theory]
    [InlineData("\"audit\"", "audit")]
    [InlineData("\"\"", "")]
    [InlineData("\"DEFAULT\"", "DEFAULT")]
    [InlineData("\"INFO+\"", "INFO+")]
    [InlineData("\"+4\"", "+4")]
    [InlineData("\"a-very-long-level-of-a-program\"", "a-very-long-level-of-a-program")]
    [InlineData("35", "35")]
    [InlineData("30.5", "30.5")]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("[30]", "[30]")]
    public void WhatIsNotKnownStaysAsItIs(string level, string value)
    {
        Assert.Equal(value, Parsed.Line("json", $$"""{"level":{{level}}}""", "@l"));
    }

    [Theory]
    [InlineData("json", """{"level":50}""", "Error|50")]
    [InlineData("json", """{"level":"w\u0061rn"}""", "Warning|warn")]
    [InlineData("auto", """{"level":"warn"}""", "Warning|warn")]
    [InlineData("clef", """{"@t":"","@l":"ERROR","level":"err"}""", "Error|err")]
    [InlineData("auto", """{"@t":"","@l":"w\u0061rn"}""", "Warning|-")]
    [InlineData("logfmt", "level=err a=1", "Error|err")]
    [InlineData("logfmt", "level=\"e\\x72r\" a=1", "Error|err")]
    public void OnlyTheBuiltInFieldIsRenamed(string format, string line, string values)
    {
        Assert.Equal(values, Parsed.Line(format, line, "@l", "level"));
    }

    [Fact]
    public void TheNamesStayWhereTheyAreHoweverMuchIsMade()
    {
        var fields = new FieldSet();
        var slot = fields.Add(new FieldPath("@l"));
        var buffer = new FieldBuffer(fields);
        buffer.Make(new byte[100_000], FieldKind.Text);
        buffer.Clear();

        foreach (var level in Enum.GetValues<EventLevel>())
        {
            buffer[slot] = FieldBuffer.NameOf(level);
            Assert.Equal(level.ToString(), Encoding.UTF8.GetString(new LogRecord(default, buffer).Text(slot)));
        }
    }
}
