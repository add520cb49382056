using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Generator.Formatting;
using LogPair.Testing;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace LogPair.Generator.Tests.Formatting;

public sealed class EventFormatterTests
{
    private const int EventsARound = 500;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // A template is written out when it is met first, and remembered when it is met again.
    private static readonly string[] Meetings = ["first", "second", "third"];

    [Theory]
    [InlineData(LogPairFormat.Clef)]
    [InlineData(LogPairFormat.Rendered)]
    public void EveryLineIsTheOneOfThePackage(LogPairFormat format)
    {
        var formatter = new EventFormatter(format);
        var package = Package(format);
        for (var budget = FuzzBudget.Start(); budget.Remains;)
            AnyEvent.One.Sample(logEvent => AssertSame(formatter, package, logEvent), iter: EventsARound);
    }

    [Fact]
    public void TheCurrentCultureShowsWhereThePackageLetsItShow()
    {
        var formatter = new EventFormatter(LogPairFormat.Clef);
        var package = Package(LogPairFormat.Clef);

        AnyEvent.One.Sample(
            logEvent =>
            {
                var before = CultureInfo.CurrentCulture;
                CultureInfo.CurrentCulture = new OddCulture();
                try
                {
                    AssertSame(formatter, package, logEvent);
                }
                finally
                {
                    CultureInfo.CurrentCulture = before;
                }
            },
            iter: EventsARound);
    }

    [Fact]
    public void ALineAllocatesNothing()
    {
        var formatter = new EventFormatter(LogPairFormat.Clef);
        var logEvent = Some.Event();
        for (var i = 0; i < 100; i++) FormatOnce(formatter, logEvent);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) FormatOnce(formatter, logEvent);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AHugeLineIsNotRemembered()
    {
        var line = LineBuffer.Rent();
        line.Append(new string('x', 1_000_000));
        LineBuffer.Return(line);

        var next = LineBuffer.Rent();

        Assert.NotSame(line, next);
        Assert.Equal(0, next.Length);
    }

    private static void AssertSame(EventFormatter formatter, ITextFormatter package, LogEvent logEvent)
    {
        var expected = Outcome(() => ByPackage(package, logEvent));
        foreach (var meeting in Meetings)
        {
            var actual = Outcome(() => ByUs(formatter, logEvent));
            Assert.Equal($"{meeting}: {expected}", $"{meeting}: {actual}");
        }
    }

    private static string ByUs(EventFormatter formatter, LogEvent logEvent)
    {
        var line = LineBuffer.Rent();
        try
        {
            formatter.Format(logEvent, line);
            return Shown(line.Written);
        }
        finally
        {
            LineBuffer.Return(line);
        }
    }

    private static string ByPackage(ITextFormatter package, LogEvent logEvent)
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, Utf8) { NewLine = "\n" }) package.Format(logEvent, writer);
        return Shown(bytes.ToArray());
    }

    // Bytes as characters, so that invalid UTF-8 would show, and a difference can be read.
    private static string Shown(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static string Outcome(Func<string> format)
    {
        try
        {
            return format();
        }
        catch (Exception e)
        {
            return e.GetType().ToString();
        }
    }

    private static void FormatOnce(EventFormatter formatter, LogEvent logEvent)
    {
        var line = LineBuffer.Rent();
        formatter.Format(logEvent, line);
        LineBuffer.Return(line);
    }

    private static ITextFormatter Package(LogPairFormat format) =>
        format == LogPairFormat.Rendered ? new RenderedCompactJsonFormatter() : new CompactJsonFormatter();
}
