using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline;

/// <summary>Passes on only so many messages of a kind, because what causes them may be a neighbour who makes many.</summary>
/// <remarks>How many were left out is said as soon as there is room again. From any thread.</remarks>
internal sealed partial class PacedLogger(ILogger logger, TimeProvider time) : ILogger
{
    /// <summary>Messages of one kind that may come at once.</summary>
    public const int Burst = 200;

    private static readonly TimeSpan OneMoreEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Allowance> _byEvent = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || !TryTake(eventId.Id, out var leftOut)) return;

        if (leftOut > 0) Messages.LeftOut(logger, leftOut, eventId.Name ?? $"{eventId.Id}");
        logger.Log(logLevel, eventId, state, exception, formatter);
    }

    private bool TryTake(int kind, out long leftOut)
    {
        lock (_lock)
        {
            if (!_byEvent.TryGetValue(kind, out var allowance))
                _byEvent.Add(kind, allowance = new Allowance { Left = Burst, At = time.GetTimestamp() });

            var now = time.GetTimestamp();
            var earned = time.GetElapsedTime(allowance.At, now) / OneMoreEvery;
            allowance.Left = Math.Min(Burst, allowance.Left + earned);
            allowance.At = now;
            leftOut = allowance.LeftOut;
            if (allowance.Left < 1)
            {
                allowance.LeftOut++;
                return false;
            }

            allowance.Left--;
            allowance.LeftOut = 0;
            return true;
        }
    }

    private sealed class Allowance
    {
        public double Left { get; set; }

        public long At { get; set; }

        public long LeftOut { get; set; }
    }

    private static partial class Messages
    {
        [LoggerMessage(EventIds.LeftOut, LogLevel.Warning,
            "{Count} messages of the kind {Kind} were left out, because there were too many of them")]
        public static partial void LeftOut(ILogger logger, long count, string kind);
    }
}
