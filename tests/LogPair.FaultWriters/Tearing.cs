namespace LogPair.FaultWriters;

/// <summary>Whether lines are sometimes written in pieces.</summary>
internal enum Tearing
{
    Never,
    Often,
}
