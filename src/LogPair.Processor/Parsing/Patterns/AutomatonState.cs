namespace LogPair.Processor.Parsing.Patterns;

/// <summary>All that a pattern can know of a place from the text after it.</summary>
/// <remarks>Its arrays are filled in as they are asked for; each element is published whole.</remarks>
internal sealed class AutomatonState(ulong[] taking, PlaceContext after, bool isStartBehind, int classes)
{
    /// <summary>Steps that take the character after the place and go on to a match.</summary>
    public ulong[] Taking { get; } = taking;

    /// <summary>What stands after the place.</summary>
    public PlaceContext After { get; } = after;

    /// <summary>Whether a match begins behind the character after the place.</summary>
    public bool IsStartBehind { get; } = isStartBehind;

    /// <summary>Its number in the automaton.</summary>
    public int Id { get; init; }

    /// <summary>
    /// By the class of the character before the place, the state before that; null if nobody has asked.
    /// </summary>
    public AutomatonState?[] Before { get; } = new AutomatonState?[classes];

    /// <summary>
    /// By what stands before the place, the steps from which there is a way to a match; null if nobody has asked.
    /// </summary>
    public ulong[]?[] Viable { get; } = new ulong[]?[PlaceContexts.Count];

    public bool Has(ReadOnlySpan<ulong> taking, PlaceContext after, bool isStartBehind) =>
        After == after && IsStartBehind == isStartBehind && taking.SequenceEqual(Taking);
}
