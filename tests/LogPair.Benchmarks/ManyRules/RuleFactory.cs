using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.ManyRules;

/// <summary>
/// Rules as a team writes them over its request log: counters with a condition of their own on status, method, level or
/// two of them, and histograms of single methods. What each must count follows from the truth of the file.
/// </summary>
internal sealed class RuleFactory(Truth truth)
{
    private const string Buckets = "[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]";

    /// <summary>More than a hundred, all different.</summary>
    public IReadOnlyList<RuleText> All() =>
    [
        .. TruthBuilder.Methods.Select(MethodHistogram),
        .. TruthBuilder.Methods.Select(MethodCounter),
        .. truth.Levels.Keys.Select(LevelCounter),
        .. TruthBuilder.Statuses.Select(StatusCounter),
        .. TruthBuilder.Statuses.Select(FromStatusCounter),
        .. TruthBuilder.Statuses.SelectMany(s => TruthBuilder.Methods.Select(m => PairCounter(m, s))),
    ];

    private RuleText MethodHistogram(string method)
    {
        var name = $"duration_{method.ToLowerInvariant()}_seconds";
        var duration = truth.Durations.FirstOrDefault(d => d.Method == method);
        return new RuleText(
            $$"""
              - name: {{name}}
                type: histogram
                where: RequestMethod = '{{method}}' and Elapsed is not null
                value: Elapsed / 1000
                buckets: {{Buckets}}
            """,
            [
                new(MetricsText.SeriesName($"{name}_count"), duration?.Count ?? 0),
                .. truth.Bounds.Index().Select(b => Bucket(name, b.Item, duration?.Buckets[b.Index] ?? 0)),
            ]);
    }

    private static KeyValuePair<string, double> Bucket(string name, double bound, long lines) =>
        new(MetricsText.SeriesName($"{name}_bucket", ("le", TruthComparison.Show(bound))), lines);

    private RuleText MethodCounter(string method) => Counter(
        $"requests_{method.ToLowerInvariant()}_total", $"RequestMethod = '{method}'", ("status", "StatusCode"),
        truth.Requests.Where(r => r.Method == method).Select(r => (r.Status, r.Lines)));

    private RuleText LevelCounter(string level)
    {
        var name = $"events_{level.ToLowerInvariant()}_total";
        return new RuleText(
            $"  - {{ name: {name}, type: counter, where: \"@l = '{level}'\" }}",
            [new(MetricsText.SeriesName(name), truth.Levels[level])]);
    }

    private RuleText StatusCounter(int status) => Counter(
        $"status_{status}_total", $"StatusCode = {status}", ("method", "RequestMethod"),
        truth.Requests.Where(r => r.Status == $"{status}").Select(r => (r.Method, r.Lines)));

    private RuleText FromStatusCounter(int status) => Counter(
        $"from_status_{status}_total", $"StatusCode >= {status}", ("method", "RequestMethod"),
        truth.Requests.Where(r => StatusOf(r) >= status)
            .GroupBy(r => r.Method, (method, requests) => (method, requests.Sum(r => r.Lines))));

    private RuleText PairCounter(string method, int status)
    {
        var name = $"pair_{method.ToLowerInvariant()}_{status}_total";
        var lines = truth.Requests.FirstOrDefault(r => r.Method == method && StatusOf(r) == status)?.Lines ?? 0;
        return new RuleText(
            $"  - {{ name: {name}, type: counter, where: RequestMethod = '{method}' and StatusCode = {status} }}",
            [new(MetricsText.SeriesName(name), lines)]);
    }

    private static int StatusOf(RequestCount request) =>
        int.Parse(request.Status, System.Globalization.CultureInfo.InvariantCulture);

    private static RuleText Counter(
        string name, string where, (string Name, string Field) label,
        IEnumerable<(string Value, long Lines)> expected) =>
        new(
            $"  - {{ name: {name}, type: counter, where: {where}, labels: {{ {label.Name}: {label.Field} }} }}",
            [.. expected.Select(e => new KeyValuePair<string, double>(
                MetricsText.SeriesName(name, (label.Name, e.Value)), e.Lines))]);
}
