namespace LogPair.Benchmarks.ManyRules;

/// <summary>One rule, and what it must make of a file.</summary>
/// <param name="Yaml">An item of <c>metrics</c>.</param>
/// <param name="Expected">Samples by series, for <see cref="Workload.MetricsText"/>.</param>
internal sealed record RuleText(string Yaml, IReadOnlyList<KeyValuePair<string, double>> Expected);
