using System.Diagnostics;
using LogPair.Generator;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>An application that logs through the generator library, by the system's clock.</summary>
/// <remarks>For one thread.</remarks>
internal sealed class Application : ILoggingFailureListener, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Logger _log;

    public Application(LogPairOptions options) => _log = new LoggerConfiguration()
        .WriteTo.Fallible(writeTo => writeTo.LogPair(options with { Status = Status }), this)
        .CreateLogger();

    public LogPairStatus Status { get; } = new();

    /// <summary>Events logged so far.</summary>
    public long Offered { get; private set; }

    /// <summary>Events that Serilog's failure listener was given.</summary>
    public long Reported { get; private set; }

    /// <summary>The longest that one call took.</summary>
    public TimeSpan LongestCall { get; private set; }

    public void Write(int events, int length = 100)
    {
        var text = new string('x', length);
        for (var i = 0; i < events; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _log.Information("{Id} {Text}", Offered++, text);
            if (Stopwatch.GetElapsedTime(start) is var took && took > LongestCall) LongestCall = took;
        }
    }

    /// <summary>Writes one event after the other until one arrives.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WriteUntilOneArrivesAsync(CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var before = Status.EventsWritten;
        await WriteUntilAsync(status => status.EventsWritten > before, cancel);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Writes one event after the other until the status is right, or patience is over.</summary>
    public Task<LogPairStatus> WriteUntilAsync(Predicate<LogPairStatus> isRight, CancellationToken cancel) =>
        Deadline.PollAsync(Patience, WriteOne, isRight, cancel);

    public void OnLoggingFailed(
        object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events,
        Exception? exception) => Reported += events?.Count ?? 0;

    public void Dispose() => _log.Dispose();

    private Task<LogPairStatus> WriteOne()
    {
        Write(1);
        return Task.FromResult(Status);
    }
}
