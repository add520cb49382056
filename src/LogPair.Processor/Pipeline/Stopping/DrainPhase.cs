using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Following;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>Reads until everything that is there has been looked at, also what is written meanwhile.</summary>
internal sealed partial class DrainPhase
{
    // So that the consumed file is newer than every file that was written to before the request to stop.
    private static readonly TimeSpan ShortestDrain = 2 * ConsumedLook.FileTimeLag;

    private readonly PacedLooks _looks;
    private readonly SegmentSet _segments;
    private readonly ILogger _logger;

    public DrainPhase(PacedLooks looks, SegmentSet segments, ILogger logger)
    {
        _looks = looks;
        _segments = segments;
        _logger = logger;
    }

    /// <returns>False if the time was up, or something failed.</returns>
    public async Task<bool> RunAsync(StopClock clock)
    {
        Log.Draining(_logger, _segments.LagBytes);
        PassResult pass;
        do
        {
            var isLateEnough = clock.Elapsed >= ShortestDrain;
            pass = _looks.FreshPass();
            if (pass.IsIdle && isLateEnough) break;
        }
        while (await _looks.WaitAsync(pass, clock.Up));

        if (pass.IsIdle) Log.Drained(_logger, (long)clock.Elapsed.TotalMilliseconds);
        else Log.DrainTimedOut(_logger, _segments.LagBytes);
        return pass.IsIdle;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Draining, LogLevel.Information, "Stopping: {LagBytes} bytes left to read")]
        public static partial void Draining(ILogger logger, long lagBytes);

        [LoggerMessage(EventIds.Drained, LogLevel.Information, "Read to the end of every file in {Milliseconds} ms")]
        public static partial void Drained(ILogger logger, long milliseconds);

        [LoggerMessage(EventIds.DrainTimedOut, LogLevel.Warning,
            "Stopping with {LagBytes} bytes unread: the time for draining is up. They are counted after a restart")]
        public static partial void DrainTimedOut(ILogger logger, long lagBytes);
    }
}
