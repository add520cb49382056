using LogPair.Contract;

namespace LogPair.Generator.Segments;

/// <summary>
/// Writes seals, and keeps those that could not be written until
/// they can: on a full volume there is no room for them either.
/// </summary>
/// <remarks>
/// Not thread-safe; the sink's lock owns it. Grows by one entry a
/// segment at most, and segments do not begin on a full volume.
/// </remarks>
internal sealed class SealWriter(Tally tally) : IDisposable
{
    private readonly Queue<(SegmentWriter Segment, Seal Seal)> _unwritten = new();

    public bool AreWaiting => _unwritten.Count > 0;

    /// <summary>Whether this segment waits for its seal.</summary>
    public bool IsWaiting(string segment) => _unwritten.Any(each => each.Segment.Path == segment);

    /// <summary>Takes the segment over, and closes it when it is sealed.</summary>
    /// <remarks>
    /// Not before: without our lock, another process would think that it had to seal it, and does not know what was
    /// dropped.
    /// </remarks>
    public void Write(SegmentWriter segment, Seal seal)
    {
        _unwritten.Enqueue((segment, seal));
        WriteAll();
    }

    /// <summary>Writes what is waiting, oldest first, up to the first that fails.</summary>
    public void WriteAll()
    {
        while (_unwritten.TryPeek(out var next))
        {
            var path = VolumeLayout.SealOf(next.Segment.Path);
            try
            {
                next.Segment.WriteWaiting();
                next.Seal.Write(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A deleted segment gives its space back only when nobody has it open, and its seal may need it.
                if (!File.Exists(next.Segment.Path)) next.Segment.Dispose();
                tally.Failed($"seal {path} could not be written and is kept for later: {e.Message}");
                return;
            }

            _unwritten.Dequeue().Segment.Dispose();
            tally.Sealed();
        }
    }

    /// <summary>Gives up what could not be written; the next start seals these segments.</summary>
    public void Dispose()
    {
        while (_unwritten.TryDequeue(out var next)) next.Segment.Dispose();
    }
}
