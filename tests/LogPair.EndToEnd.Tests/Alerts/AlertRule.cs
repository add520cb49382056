namespace LogPair.EndToEnd.Tests.Alerts;

/// <summary>One alert of the rule file.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Expression">PromQL; a series that it yields is a reason to alert.</param>
/// <param name="Severity">How soon somebody must look; empty if it does not say.</param>
/// <param name="Annotations">Texts for people, by name.</param>
internal sealed record AlertRule(
    string Name, string Expression, string Severity, IReadOnlyDictionary<string, string> Annotations);
