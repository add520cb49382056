using System.Text;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Text;

public sealed class PythonFormatTests
{
    private static readonly string[] Usual = ["@t", "@l", "logger", "@m"];

    [Theory]
    [InlineData("2026-11-24 12:00:00,123 - my.app - INFO - a - b", "2026-11-24T12:00:00.1230000|Information|my.app|a - b")]
    [InlineData("2026-11-24 12:00:00,123 CRITICAL root: x", "2026-11-24T12:00:00.1230000|Fatal|root|x")]
    [InlineData("2026-11-24 12:00:00,123 [WARNING] root: x", "2026-11-24T12:00:00.1230000|Warning|root|x")]
    [InlineData("WARNING:root:a:b", "-|Warning|root|a:b")]
    [InlineData("[2026-11-24 12:00:00 +0100] [7] [INFO] Booting worker", "2026-11-24T12:00:00.0000000+01:00|Information|-|Booting worker")]
    [InlineData("ERROR: cannot: open", "Mismatch")]
    [InlineData("E:root:x", "Mismatch")]
    [InlineData("Traceback (most recent call last):", "Mismatch")]
    [InlineData("ValueError: no", "Mismatch")]
    [InlineData("", "Blank")]
    public void TheUsualFormatsAreReadWithoutBeingTold(string line, string values)
    {
        Assert.Equal(values, new Reading(Reading.Format("python"), Usual).Of(line));
        Assert.Equal(values.Contains('|', StringComparison.Ordinal), LineFormats.Find("python")!.Recognizes!(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [InlineData("%(asctime)s %(levelname)-8s %(process)d %(threadName)s %(funcName)s:%(lineno)d %(message)s", null,
        "2026-11-24 12:00:00,123 AUDIT    7 MainThread run:17 x", "2026-11-24T12:00:00.1230000|AUDIT|=7|MainThread|=17|x",
        "@t", "@l", "process", "thread", "line", "@m")]
    [InlineData("%(asctime)s.%(msecs)03d %(name)s %(message)s", "%d/%b/%Y %H:%M:%S", "24/Nov/2026 12:00:00.123 root x",
        "2026-11-24T12:00:00.1230000|root|x", "@t", "name", "@m")]
    [InlineData("{asctime} {{{levelname:<8}}} {name}: {message}", "%FT%T%z", "2026-11-24T12:00:00+0130 {INFO    } root: x",
        "2026-11-24T12:00:00.0000000+01:30|Information|root|x", "@t", "@l", "logger", "@m")]
    [InlineData("%(created)f 100%% %(message)s", null, "1795608000.123 100% x", "=1795608000.123|x", "created", "@m")]
    public void AFormatIsReadBack(string format, string? timeFormat, string line, string values, params string[] paths)
    {
        var said = timeFormat is null
            ? Reading.Format("python", ("format", format))
            : Reading.Format("python", ("format", format), ("datefmt", timeFormat));

        Assert.Equal(values, new Reading(said, paths).Of(line));
    }

    [Fact]
    public void WhatPythonsLoggingWroteIsRead()
    {
        var reading = new Reading(Reading.Format("python"), "@l", "@m");
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Parsing", "Samples", "python-text.log"));

        var read = lines.Select(reading.Of).Where(values => values != "Mismatch").ToList();

        string[] levels = ["Debug|order 10", "Information|order 20", "Warning|order 30", "Error|order 40", "Fatal|order 50"];
        Assert.Equal(
            Enumerable.Repeat<string[]>([.. levels.Select(level => level + ": a - b [c]"), "Error|failed"], 5).SelectMany(all => all), read);
        Assert.Equal(5, lines.Count(line => line == "KeyError: 'größe'"));
    }

    [Fact]
    public void AFormatThatCannotBeReadBackIsRefused()
    {
        Assert.Equal(["format: the format has no attributes"], Reading.Problems("python", ("format", "")));
        Assert.Equal(["format: nothing stands between %(name)s and %(message)s, so where one ends cannot be told"],
            Reading.Problems("python", ("format", "%(name)s%(message)s")));
        Assert.Equal(["format: the format has more than one line"], Reading.Problems("python", ("format", "%(name)s\n%(message)s")));
        Assert.Equal(["format: '%j' of the time format '%Y-%j' cannot be read back"],
            Reading.Problems("python", ("format", "%(asctime)s %(message)s"), ("datefmt", "%Y-%j")));
        Assert.Equal(["datefmt: datefmt says nothing without format"], Reading.Problems("python", ("datefmt", "%Y")));
    }
}
