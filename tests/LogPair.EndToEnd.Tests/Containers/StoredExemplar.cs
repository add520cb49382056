namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>An exemplar as Prometheus has stored it.</summary>
/// <param name="Series">Labels of its series, the name among them.</param>
/// <param name="Labels">Its own.</param>
/// <param name="Value">As measured.</param>
/// <param name="Time">When it was first shown.</param>
internal sealed record StoredExemplar(
    IReadOnlyDictionary<string, string> Series, IReadOnlyDictionary<string, string> Labels, double Value, DateTimeOffset Time);
