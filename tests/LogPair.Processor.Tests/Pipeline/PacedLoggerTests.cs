using LogPair.Processor.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline;

public class PacedLoggerTests
{
    [Fact]
    public void OfOneKindOnlySoManyPassAndTheNextSaysHowManyDidNot()
    {
        var time = new FakeTimeProvider();
        var said = new Said();
        var logger = new PacedLogger(said, time);

        for (var i = 0; i < PacedLogger.Burst + 50; i++) Say(logger, new EventId(1, "Flood"), "one of many");
        Say(logger, new EventId(2, "Other"), "another kind");
        time.Advance(TimeSpan.FromSeconds(1));
        Say(logger, new EventId(1, "Flood"), "the last");

        Assert.Equal(PacedLogger.Burst + 3, said.Messages.Count);
        Assert.Equal(
            ["another kind", "50 messages of the kind Flood were left out, because there were too many of them", "the last"],
            said.Messages[PacedLogger.Burst..]);
    }

    private static void Say(PacedLogger logger, EventId kind, string text) =>
        logger.Log(LogLevel.Warning, kind, text, exception: null, (message, _) => message);

    private sealed class Said : ILogger
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Messages.Add(formatter(state, exception));
    }
}
