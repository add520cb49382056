namespace LogPair.Host.Top;

/// <summary>A cell of a table.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="Key">What rows are ordered by; null comes last.</param>
internal readonly record struct TopCell(string Text, IComparable? Key);
