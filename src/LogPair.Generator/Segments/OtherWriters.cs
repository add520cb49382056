using Serilog.Debugging;

namespace LogPair.Generator.Segments;

/// <summary>
/// Segments of the stream that are neither sealed nor ours: tells of those that somebody else is writing, and seals
/// those whose writer was killed.
/// </summary>
/// <remarks>
/// Names are used once and nobody touches an unsealed segment, so that two writers never harm each other. But they
/// share one budget, and mostly it is a mistake. Not thread-safe; the sink's lock owns it.
/// </remarks>
internal sealed class OtherWriters(SegmentDirectory directory, Tally tally)
{
    private int _alive;

    /// <param name="isOurs">Whether a segment is being written here, or is finished and waits for its seal.</param>
    /// <exception cref="IOException">The directory cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be listed.</exception>
    public void Look(Predicate<string> isOurs)
    {
        var paths = directory.Unsealed().Select(directory.PathOf).Where(path => !isOurs(path));
        Tell([.. paths.Where(IsAlive)]);
    }

    /// <summary>Nobody looks any more.</summary>
    public void Forget() => Tell([]);

    private bool IsAlive(string path)
    {
        try
        {
            var outcome = DeadSegment.TrySeal(path);
            if (outcome == DeadSegmentOutcome.Sealed) tally.Sealed();
            return outcome == DeadSegmentOutcome.IsAlive;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tally.Failed($"{path}, left by another process, could not be sealed: {e.Message}");
            return false;
        }
    }

    private void Tell(IReadOnlyList<string> alive)
    {
        var before = _alive;
        _alive = alive.Count;
        tally.OtherWritersAre(_alive, before);
        if (before > 0 || _alive == 0) return;

        var message = $"another process, or another logger of this process, writes this stream in this directory, now "
            + $"{alive[0]}. All lines are kept and counted, but the volume budget is shared. Give each a "
            + "stream of its own.";
        tally.Failed(message);
        SelfLog.WriteLine("LogPair: {0}", message);
    }
}
