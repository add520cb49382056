namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A step of a program that takes one character at most.</summary>
/// <param name="Kind">As in <see cref="Instruction"/>; a literal is as many sets as it has characters.</param>
/// <param name="Next">Index of the step after it.</param>
/// <param name="Otherwise">
/// Of a split, the way that is tried second; of others, the same as <paramref name="Next"/>.
/// </param>
/// <param name="Test">
/// Of sets and runs, which of the tests of <see cref="CharacterClasses"/> their characters pass.
/// </param>
/// <param name="Slot">Of <see cref="InstructionKind.Save"/>.</param>
/// <param name="Assertion">Of <see cref="InstructionKind.Assert"/>.</param>
internal readonly record struct AutomatonStep(
    InstructionKind Kind, int Next, int Otherwise, int Test, int Slot, AssertionKind Assertion)
{
    public bool TakesCharacters => Kind is InstructionKind.Set or InstructionKind.Run;

    /// <summary>Where it leads once it has taken a character.</summary>
    /// <param name="index">Its own.</param>
    public int After(int index) => Kind == InstructionKind.Run ? index : Next;
}
