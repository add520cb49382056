namespace LogPair.FaultWriters;

/// <summary>One event of a fault run, before it becomes a line.</summary>
/// <param name="Kind">What is counted by label; skewed, so that no two series are alike.</param>
/// <param name="Slot">Changes with every file that the writer opens; see <see cref="FaultLines.Slots"/>.</param>
/// <param name="Life">Which start of the writer wrote it.</param>
/// <param name="Seq">Counts the lines of one life, from 0.</param>
/// <param name="Size">Length of <paramref name="Text"/>; the value that rules add up.</param>
/// <param name="Text">Makes the line as long as it is to be.</param>
internal readonly record struct FaultLine(int Kind, int Slot, int Life, long Seq, int Size, string Text)
{
    public const int Kinds = 8;

    private static readonly string[] Labels = ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"];

    /// <summary>A kind as the line and the label have it.</summary>
    public static string Label(int kind) => Labels[kind];
}
