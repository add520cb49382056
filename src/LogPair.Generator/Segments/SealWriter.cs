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
internal sealed class SealWriter(Tally tally)
{
    private readonly Queue<(string Path, Seal Seal)> _unwritten = new();

    public bool AreWaiting => _unwritten.Count > 0;

    public void Write(string segment, Seal seal)
    {
        _unwritten.Enqueue((VolumeLayout.SealOf(segment), seal));
        WriteAll();
    }

    /// <summary>Writes what is waiting, oldest first, up to the first that fails.</summary>
    public void WriteAll()
    {
        while (_unwritten.TryPeek(out var next))
        {
            try
            {
                next.Seal.Write(next.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                tally.Failed($"seal {next.Path} could not be written and is kept for later: {e.Message}");
                return;
            }

            _unwritten.Dequeue();
            tally.Sealed();
        }
    }
}
