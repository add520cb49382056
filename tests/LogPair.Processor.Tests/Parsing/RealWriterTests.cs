using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Tests.Parsing.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Parsing;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>What the real formatters of Serilog and Microsoft.Extensions.Logging write is read back as it was.</summary>
public sealed class RealWriterTests
{
    private static readonly MessageTemplate Message =
        new MessageTemplateParser().Parse("Order {Id} of {User} took {Elapsed} ms: {Title}");

    // Words without what separates values in the templates below; notes, and so the message, with all of it.
    private static readonly Gen<string> Word = Gen.Char["abcäé日_-./:"].Array[1, 10].Select(letters => new string(letters));
    private static readonly Gen<string> Note = Gen.Char["ab {}[]()\"\\,:é1|"].Array[0, 20].Select(letters => new string(letters));

    private static readonly Gen<LogEvent> Event = Gen.Select(
        Gen.DateTime[new DateTime(2000, 1, 1), new DateTime(2099, 1, 1)], Gen.Int[-12, 12], Gen.Enum<LogEventLevel>(),
        Gen.Select(Gen.Int, Word, Gen.Double[0, 1e6], Note), Gen.Bool,
        (time, hours, level, properties, isFailed) => new LogEvent(
            new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.FromHours(hours)), level,
            isFailed ? new InvalidOperationException($"{properties.Item2}\n   at X()") : null, Message,
            [
                new("Id", new ScalarValue(properties.Item1)),
                new("User", new ScalarValue(properties.Item2)),
                new("Elapsed", new ScalarValue(properties.Item3)),
                new("Note", new ScalarValue(properties.Item4)),
                new("Title", new ScalarValue(properties.Item4)),
                new("SourceContext", new ScalarValue(properties.Item2)),
                new("Nested", new StructureValue([new("Flag", new ScalarValue(true))])),
            ]));

    [Fact]
    public void SerilogsTextIsReadBack()
    {
        string[] templates =
        [
            "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}",
            "{Timestamp:o} {Level} <{SourceContext}> {Message:lj} {Properties:j}{NewLine}{Exception}",
            "[{Timestamp:dd/MM/yyyy HH:mm:ss.fff zzz}] [{Level,-11}] {Message:lj} ({SourceContext}){NewLine}{Exception}",
            "{Level:w4}|{SourceContext,12}|{Timestamp:yyyy-MM-ddTHH:mm:ss.fffK}|{Properties:j}|{Message:lj}{NewLine}{Exception}",
            "{Timestamp:R} {Level:t2} {Message:lj} at {Place}{NewLine}{Exception}",
        ];
        var formatters = templates.Select(template => (
            template, Writer: new MessageTemplateTextFormatter(template, CultureInfo.InvariantCulture),
            Format: Reading.Format("serilog-text", ("template", template)))).ToArray();
        Gen.Select(Event, Gen.OneOf(formatters)).Sample((written, formatter) =>
        {
            var text = Write(formatter.Writer, written);
            var reading = new Reading(formatter.Format, "@l", "@m", "@x", "@t", "SourceContext", "Nested/Flag", "Note");
            var has = formatter.template;
            var note = ((ScalarValue)written.Properties["Note"]).Value!.ToString()!;
            var context = ((ScalarValue)written.Properties["SourceContext"]).Value!.ToString()!;

            var values = reading.Values(text);

            Assert.Equal(written.Level.ToString(), values[0]);
            Assert.Equal(Rendered(written), values[1]);
            Assert.Equal(written.Exception?.ToString() ?? "-", values[2]);
            Assert.Equal(Truncated(written.Timestamp, has.Contains(":R}", StringComparison.Ordinal)), Ticks(values[3]));
            Assert.Equal(has.Contains("{SourceContext", StringComparison.Ordinal) ? context : "-", Plain(values[4]));
            Assert.Equal(has.Contains("{Properties", StringComparison.Ordinal) ? "=True" : "-", values[5]);
            Assert.Equal(has.Contains("{Properties", StringComparison.Ordinal) ? note : "-", values[6]);
        });
    }

    [Fact]
    public void SerilogsJsonIsReadBack()
    {
        (string, ITextFormatter)[] formatters =
        [
            ("clef", new CompactJsonFormatter()),
            ("clef", new RenderedCompactJsonFormatter()),
            ("json", new JsonFormatter()),
            ("json", new JsonFormatter(renderMessage: true)),
        ];
        Gen.Select(Event, Gen.OneOf(formatters), Gen.Bool).Sample((written, formatter, isAuto) =>
        {
            var (name, writer) = formatter;
            var reading = new Reading(
                Reading.Format(isAuto ? "auto" : name), "@l", "@x", "@t", "Id", "User", "Elapsed", "Note", "Nested/Flag");

            var values = reading.Values(Write(writer, written));

            Assert.Equal(written.Level.ToString(), values[0]);
            Assert.Equal(written.Exception?.ToString() ?? "-", values[1]);
            Assert.Equal(written.Timestamp.UtcTicks, Ticks(values[2]));
            Assert.Equal(Scalar(written, "Id"), values[3][1..]);
            Assert.Equal(Scalar(written, "User"), values[4]);
            Assert.Equal(
                ((ScalarValue)written.Properties["Elapsed"]).Value,
                double.Parse(values[5][1..], CultureInfo.InvariantCulture));
            Assert.Equal(Scalar(written, "Note"), values[6]);
            Assert.Equal("=True", values[7]);
        });
    }

    [Fact]
    public void TheJsonConsoleOfMicrosoftIsReadBack()
    {
        using var services = new ServiceCollection()
            .AddLogging(builder => builder.AddJsonConsole(options => options.TimestampFormat = "o"))
            .BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>()
            .Single(formatter => formatter.Name == ConsoleFormatterNames.Json);
        var levels = Gen.OneOf(Enum.GetValues<LogLevel>()[..(int)LogLevel.None]);
        Gen.Select(levels, Gen.Int, Word, Note, Gen.Bool).Sample((level, id, user, note, isFailed) =>
        {
            KeyValuePair<string, object?>[] state =
            [
                new("Id", id), new("User", user), new("Note", note),
                new("{OriginalFormat}", "Order {Id} of {User}: {Note}"),
            ];
            var exception = isFailed ? new InvalidOperationException(note) : null;
            var entry = new LogEntry<KeyValuePair<string, object?>[]>(
                level, "App", new EventId(id), state, exception, (_, _) => $"Order {id} of {user}: {note}");
            var writer = new StringWriter();
            formatter.Write(entry, scopeProvider: null, writer);

            var reading = new Reading(
                Reading.Format("auto"), "@l", "@m", "@mt", "@x", "@i", "Id", "User", "Note", "Category", "@t");
            var values = reading.Values(writer.ToString().TrimEnd());

            Assert.Equal(Named(level), values[0]);
            Assert.Equal($"Order {id} of {user}: {note}", values[1]);
            Assert.Equal("Order {Id} of {User}: {Note}", values[2]);
            Assert.Equal(exception?.ToString() ?? "-", values[3]);
            Assert.Equal([$"={id}", $"={id}", user, note, "App"], values[4..9]);
            Assert.NotEqual(0, Ticks(values[9]));
        });
    }

    private static string Named(LogLevel level) => level switch
    {
        LogLevel.Trace => "Verbose",
        LogLevel.Critical => "Fatal",
        _ => level.ToString(),
    };

    private static string Write(ITextFormatter formatter, LogEvent written)
    {
        var writer = new StringWriter();
        formatter.Format(written, writer);
        return writer.ToString().TrimEnd('\r', '\n');
    }

    private static string Rendered(LogEvent written) => string.Create(
        CultureInfo.InvariantCulture,
        $"Order {Scalar(written, "Id")} of {Scalar(written, "User")} took {Scalar(written, "Elapsed")} ms: "
        + $"{Scalar(written, "Title")}");

    private static string? Scalar(LogEvent written, string name) =>
        Convert.ToString(((ScalarValue)written.Properties[name]).Value, CultureInfo.InvariantCulture);

    private static string Plain(string shown) => shown.Length > 1 && shown[0] == '=' ? shown[1..] : shown;

    private static long Ticks(string iso8601)
    {
        Assert.True(Timestamps.TryParse(Encoding.UTF8.GetBytes(iso8601), out var ticks), iso8601);
        return ticks;
    }

    private static long Truncated(DateTimeOffset time, bool toSeconds) =>
        toSeconds ? time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond) : time.UtcTicks;
}
