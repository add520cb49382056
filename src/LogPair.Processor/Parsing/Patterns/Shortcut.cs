namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Whether a few steps back and forth are usually enough for a pattern's lines.</summary>
/// <remarks>Answers never depend on it, only time does. Threads may overwrite each other's numbers.</remarks>
internal sealed class Shortcut
{
    /// <summary>Steps that cost about as much as an automaton for a usual line.</summary>
    public const long MaxSteps = 64;

    // So many failures more than successes give it up; it is tried once in a while, since lines may change.
    private const int MaxFailures = 8;
    private const int TriedEvery = 256;

    // 0 .. MaxFailures
    private int _failures;
    private int _untilTried = TriedEvery;

    public bool IsWorthTrying
    {
        get
        {
            if (_failures < MaxFailures) return true;
            if (--_untilTried > 0) return false;

            _untilTried = TriedEvery;
            return true;
        }
    }

    public void Note(bool wasEnough) => _failures = Math.Clamp(_failures + (wasEnough ? -1 : 1), 0, MaxFailures);
}
