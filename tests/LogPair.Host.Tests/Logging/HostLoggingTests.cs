using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Host.Logging;

public sealed partial class HostLoggingTests
{
    private readonly StringBuilder _error = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 13, 0, 0, 123, TimeSpan.Zero));

    [Fact]
    public void EveryEntryIsOneJsonObjectOnOneLine()
    {
        using (var loggers = Create(LogFormat.Auto, isTerminal: false))
        {
            var logger = loggers.CreateLogger("LogPair.Test");
            Log.Opened(logger, "a \"quoted\"\nname\u0001\ud800", 42, null);
            Log.Opened(logger, "b", 0.5, new InvalidOperationException("broken\nin two"));
        }

        var lines = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal("2026-11-22T13:00:00.123Z", first.GetProperty("timestamp").GetString());
        Assert.Equal("warn", first.GetProperty("level").GetString());
        Assert.Equal("LogPair.Test", first.GetProperty("category").GetString());
        Assert.Equal(9, first.GetProperty("eventId").GetInt32());
        Assert.Equal("Opened", first.GetProperty("event").GetString());
        Assert.Equal(42, first.GetProperty("fields").GetProperty("Size").GetInt32());
        Assert.Equal("a \"quoted\"\nname\u0001\ufffd", first.GetProperty("fields").GetProperty("Path").GetString());
        Assert.Contains("broken\nin two", JsonDocument.Parse(lines[1]).RootElement.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ANameCannotForgeALineOfText()
    {
        using (var loggers = Create(LogFormat.Text, isTerminal: false))
            Log.Opened(loggers.CreateLogger("LogPair.Test"), "a\n13:00:00.000 info  all is well\e[2J", 42, null);

        Assert.Equal("13:00:00.123 warn  Opened a\ufffd13:00:00.000 info  all is well\ufffd[2J of 42\n", _error.ToString());
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "1", false)]
    [InlineData(false, null, false)]
    public void ColoursAreForTerminalsWithoutNoColor(bool isTerminal, string? noColor, bool hasColour)
    {
        using (var loggers = Create(LogFormat.Text, isTerminal, noColor)) Log.Opened(loggers.CreateLogger("LogPair.Test"), "a", 1, null);

        Assert.Equal(hasColour, _error.ToString().Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public void TheWebServerOnlyComplains()
    {
        using (var loggers = Create(LogFormat.Json, isTerminal: false))
        {
            var kestrel = loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel");
            Assert.False(kestrel.IsEnabled(LogLevel.Information));
            Assert.True(kestrel.IsEnabled(LogLevel.Warning));
            Assert.True(loggers.CreateLogger("LogPair.Test").IsEnabled(LogLevel.Information));
            Assert.False(loggers.CreateLogger("LogPair.Test").IsEnabled(LogLevel.Debug));
        }
    }

    private ILoggerFactory Create(LogFormat format, bool isTerminal, string? noColor = null) =>
        HostLogging.Create(format, LogLevel.Information, Some.Surroundings(CancellationToken.None) with
        {
            Error = new StringWriter(_error),
            IsErrorTerminal = isTerminal,
            Variable = name => name == "NO_COLOR" ? noColor : null,
            Time = _time,
        });

    private static partial class Log
    {
        [LoggerMessage(9, LogLevel.Warning, "Opened {Path} of {Size}")]
        public static partial void Opened(ILogger logger, string path, double size, Exception? exception);
    }
}
