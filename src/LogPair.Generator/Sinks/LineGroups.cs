using LogPair.Generator.Segments;
using LogPair.Generator.Settings;

namespace LogPair.Generator.Sinks;

/// <summary>Decides which lines may wait for others, and makes the place for it.</summary>
/// <remarks>Not thread-safe; the sink's lock owns it.</remarks>
internal sealed class LineGroups(GeneratorSettings settings, Tally tally)
{
    /// <summary>How long a line waits at most, if timers fire in time.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// Lines that come within this of the one before may wait: those of an application that writes less than a
    /// thousand a second never do.
    /// </summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(1);

    // When a line was last written or began to wait, and when the first of those that wait did.
    private long _writtenAt;
    private long _waitingSince;

    public bool AreWanted => settings.Writing == LogPairWriting.Grouped;

    /// <summary>Books a line, and says whether it may wait.</summary>
    /// <param name="now">Timestamp of the clock in the settings.</param>
    /// <param name="areWaiting">Whether others wait already.</param>
    public bool MayWait(long now, bool areWaiting)
    {
        var isTogether = settings.Time.GetElapsedTime(_writtenAt, now) < Together;
        var isOverdue = areWaiting && settings.Time.GetElapsedTime(_waitingSince, now) >= LongestWait;
        _writtenAt = now;
        if (!areWaiting) _waitingSince = now;
        return isTogether && !isOverdue;
    }

    /// <returns>Null if lines are not to wait, or cannot: each is written then.</returns>
    public WaitingLines? MakePlace(string segment)
    {
        if (!AreWanted) return null;

        try
        {
            if (WaitingLines.AreSafeIn(settings.Directory) && DeadSegment.CanSeeLocks(segment))
                return WaitingLines.Create(segment);

            tally.Failed($"lines cannot wait in {settings.Directory}: its file system is not ext4, XFS or tmpfs, or "
                + "file locks do not work. Each event is written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tally.Failed($"lines cannot wait beside {segment}: {e.Message}. Each event is written.");
        }

        return null;
    }
}
