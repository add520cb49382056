namespace LogPair.Host.Top;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Width">Characters; 0 for what the others leave.</param>
/// <param name="Rank">Which columns go first where the terminal is too narrow: those with the greatest.</param>
/// <param name="IsNumber">Right-aligned, and ordered by the greatest first.</param>
internal sealed record TopColumn(string Name, int Width, int Rank, bool IsNumber);
