namespace LogPair.Processor.Parsing.Shapes;

/// <summary>What becomes of the values of a line of one shape.</summary>
/// <param name="Slots">By slot: which value of the line goes there; <see cref="None"/> or <see cref="Flag"/>.</param>
/// <param name="ImpliesLevel">Whether a level that is absent means Information.</param>
/// <param name="Ending">Bytes of the line's ending.</param>
internal sealed record ShapeEnd(int[] Slots, bool ImpliesLevel, int Ending)
{
    /// <summary>The line lacks the field.</summary>
    public const int None = -1;

    /// <summary>The line has the field's name alone, which is true.</summary>
    public const int Flag = -2;
}
