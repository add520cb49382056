namespace LogPair.Host.Commands;

/// <summary>What <c>replay</c> prints.</summary>
/// <param name="Form">Its format.</param>
/// <param name="Step">Time between two samples with the log's own time; null for the totals alone, without times.</param>
internal readonly record struct ReplayForms(ReplayForm Form, TimeSpan? Step);
