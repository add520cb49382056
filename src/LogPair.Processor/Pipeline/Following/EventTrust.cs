namespace LogPair.Processor.Pipeline.Following;

/// <summary>Whether file events can be relied upon: they are when one told of growth, and none was missing.</summary>
/// <remarks>
/// Nobody says whether they arrive: on network file systems those of other nodes do not. So what is found after a wait
/// is compared with what was heard in it. For the loop that waits, but for <see cref="Hear"/>.
/// </remarks>
/// <param name="isLocal">
/// Whether this kernel makes all writes: then they are relied upon from the start, and until one is missing.
/// </param>
internal sealed class EventTrust(bool isLocal)
{
    // After growth that no event told of, this many must have been told of.
    private const int Penance = 100;

    private int _told = isLocal ? 1 : 0;
    private bool _isListening;
    private bool _wasPoll;
    private volatile bool _hasHeard;

    public bool IsEarned => _told > 0;

    /// <summary>There was an event. From any thread.</summary>
    public void Hear() => _hasHeard = true;

    /// <param name="isListening">Whether growth should cause an event.</param>
    public void BeginWait(bool isListening)
    {
        _isListening = isListening;
        _hasHeard = false;
    }

    /// <param name="wasHint">Whether the wait ended for a reason, and not because it was time to look.</param>
    public void EndWait(bool wasHint) => _wasPoll = !wasHint;

    /// <summary>A file was found to have grown, in the look after the wait.</summary>
    public void Judge()
    {
        if (!_isListening) return;

        // Somebody else's hint may be faster than an event that is on its way.
        if (_hasHeard) _told = Math.Min(_told + 1, Penance);
        else if (_wasPoll) _told = -Penance;
    }
}
