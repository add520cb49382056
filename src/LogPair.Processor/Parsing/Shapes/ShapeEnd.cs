namespace LogPair.Processor.Parsing.Shapes;

/// <summary>What becomes of the values of a line of one shape.</summary>
/// <param name="Sources">By slot: which value goes there, one of the line or one that no line has to say.</param>
/// <param name="HasLevel">Whether the line says its level, which then is to get its usual name.</param>
/// <param name="Ending">Bytes of the line's ending.</param>
internal sealed record ShapeEnd(int[] Sources, bool HasLevel, int Ending)
{
    /// <summary>The line lacks the field.</summary>
    public const int Missing = 0;

    /// <summary>The line has the field's name alone, which is true.</summary>
    public const int Flag = 1;

    /// <summary>The line lacks its level, which then is Information.</summary>
    public const int ImpliedLevel = 2;

    /// <summary>The line's first value; the others follow.</summary>
    public const int FirstOfLine = 3;

    /// <summary>Finds out which values never change; null for a narrow shape, of which those are a part.</summary>
    public ConstantValues? Constants { get; init; }
}
