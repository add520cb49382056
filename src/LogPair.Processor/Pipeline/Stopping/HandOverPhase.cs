using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Following;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>
/// Finds a moment at which another processor can go on: it cannot reach what is open here and has no name any more.
/// </summary>
internal sealed partial class HandOverPhase
{
    // Twice as long as a quiet segment without a name is kept. Where there is always one, it is enough that it is read.
    private static readonly TimeSpan LongestWaitForQuiet = 2 * SegmentSet.QuietBeforeLettingGo;

    private readonly PacedLooks _looks;
    private readonly SegmentSet _segments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public HandOverPhase(PacedLooks looks, SegmentSet segments, TimeProvider time, ILogger logger)
    {
        _looks = looks;
        _segments = segments;
        _time = time;
        _logger = logger;
    }

    /// <summary>Goes on reading until the moment has come, or it is not wanted any more.</summary>
    public async Task RunAsync(Func<bool> isWanted, CancellationToken cancel)
    {
        var begin = _time.GetTimestamp();
        Log.HandingOver(_logger);
        PassResult pass;
        do
        {
            pass = _looks.FreshPass();
            var waitsForQuiet = _time.GetElapsedTime(begin) < LongestWaitForQuiet;
            if (_segments.All.All(segment => segment.GoneSince is null || (!waitsForQuiet && IsRead(segment)))) return;
        }
        while (isWanted() && await _looks.WaitAsync(pass, cancel));
    }

    // What cannot be read would be waited for in vain.
    private static bool IsRead(TailedSegment segment) =>
        !segment.IsQueued && (segment.HasFailed || segment.IsAtEnd);

    private static partial class Log
    {
        [LoggerMessage(EventIds.HandingOver, LogLevel.Information,
            "Handing over to a processor with other rules: finishing what only this one can reach")]
        public static partial void HandingOver(ILogger logger);
    }
}
