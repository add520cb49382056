namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A step of a compiled pattern.</summary>
/// <remarks>Changed only while the program is put together, since a loop's first step is made before its last.</remarks>
internal sealed class Instruction(InstructionKind kind)
{
    public InstructionKind Kind { get; } = kind;

    /// <summary>Index of the step after it; of a split, of the way that is tried first.</summary>
    public int Next { get; set; }

    /// <summary>Of a split, the way that is tried second.</summary>
    public int Otherwise { get; set; }

    /// <summary>Of <see cref="InstructionKind.Literal"/>; not empty.</summary>
    public byte[] Literal { get; init; } = [];

    /// <summary>Of <see cref="InstructionKind.Set"/> and <see cref="InstructionKind.Run"/>.</summary>
    public RuneSet? Set { get; init; }

    /// <summary>Of <see cref="InstructionKind.Save"/>: where the place goes.</summary>
    public int Slot { get; init; }

    /// <summary>Of <see cref="InstructionKind.Assert"/>.</summary>
    public AssertionKind Assertion { get; init; }

    /// <summary>Of splits and runs: their number among the steps that remember where they have been.</summary>
    public int Memo { get; init; }

    /// <summary>
    /// Of a split, the bytes that the first way can begin with; of a run, those that what follows it can. Null if any, or none.
    /// </summary>
    public ByteSet? NextStarts { get; set; }

    /// <summary>Of a split: the same for the second way.</summary>
    public ByteSet? OtherwiseStarts { get; set; }

    /// <summary>Of a run: whether what follows can begin with none of its characters, so that fewer of them never help.</summary>
    public bool IsFinal { get; set; }
}
