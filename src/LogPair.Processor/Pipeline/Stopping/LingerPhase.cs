using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Following;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>Waits until a complete scrape has seen the final values.</summary>
/// <remarks>
/// Where application and processor are asked to stop together, the application may go on writing for seconds. So
/// reading goes on as well, and values are final when a look after the scrape finds nothing that it has not seen. A
/// scrape from before the stop will do if nothing was counted since.
/// </remarks>
internal sealed partial class LingerPhase
{
    private readonly PacedLooks _looks;
    private readonly Ledger _ledger;
    private readonly ScrapeWatch _scrapes;
    private readonly ILogger _logger;

    public LingerPhase(PacedLooks looks, Ledger ledger, ScrapeWatch scrapes, ILogger logger)
    {
        _looks = looks;
        _ledger = ledger;
        _scrapes = scrapes;
        _logger = logger;
    }

    /// <returns>Whether a scrape has seen the final values.</returns>
    public async Task<bool> RunAsync(StopClock clock)
    {
        if (!HasSeenAll()) Log.Lingering(_logger, (clock.Limit - clock.Elapsed).TotalSeconds);
        PassResult pass;
        do
        {
            // In this order: what is written between the scrape and the look is found by the look.
            var hasSeenAll = HasSeenAll();
            pass = hasSeenAll ? _looks.FreshPass() : _looks.Pass();
            if (hasSeenAll && pass.IsIdle && HasSeenAll())
            {
                Log.LingerSeen(_logger, (long)clock.Elapsed.TotalMilliseconds);
                return true;
            }
        }
        while (await _looks.WaitAsync(pass, clock.Up));

        Log.LingerTimedOut(_logger, clock.Limit.TotalSeconds);
        return false;
    }

    private bool HasSeenAll() => _scrapes.HasSeen(_ledger.Use(_ => _ledger.Version));

    private static partial class Log
    {
        [LoggerMessage(EventIds.Lingering, LogLevel.Information,
            "Waiting up to {Seconds:F1} s for a scrape to see the final values")]
        public static partial void Lingering(ILogger logger, double seconds);

        [LoggerMessage(EventIds.LingerSeen, LogLevel.Information,
            "A complete scrape has seen the final values, {Milliseconds} ms after the request to stop")]
        public static partial void LingerSeen(ILogger logger, long milliseconds);

        [LoggerMessage(EventIds.LingerTimedOut, LogLevel.Warning,
            "No complete scrape has seen the final values within {Seconds} s: what was counted since the last one is in "
            + "the checkpoint only. Scrape more often than that, or raise --stop-timeout or LOGPAIR_STOP_TIMEOUT "
            + "together with the time that the container is given to stop")]
        public static partial void LingerTimedOut(ILogger logger, double seconds);
    }
}
