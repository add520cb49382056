namespace LogPair.FaultWriters;

/// <summary>One event of a fault run, before it becomes a line.</summary>
/// <param name="Kind">What is counted by label; skewed, so that no two series are alike.</param>
/// <param name="Slot">Changes with every file that the writer opens; see <see cref="FaultLines.Slots"/>.</param>
/// <param name="Life">Which start of the writer wrote it.</param>
/// <param name="Seq">Counts the lines of one life, from 0.</param>
/// <param name="Size">Length of <paramref name="Text"/>; the value that rules add up.</param>
/// <param name="Text">Makes the line as long as it is to be.</param>
internal readonly record struct FaultLine(string Kind, int Slot, int Life, long Seq, int Size, string Text);
