namespace LogPair.Processor.Rules;

/// <summary>The keys of the rules file that have to do with metrics. The schema is held against them.</summary>
internal static class MetricKeys
{
    /// <summary>Of every metric.</summary>
    public static IReadOnlyList<string> Common { get; } =
        ["name", "type", "help", "where", "value", "labels", "maxSeries", "init", "expireAfter"];

    /// <summary>Of metrics of one type, beside <see cref="Common"/>.</summary>
    public static IReadOnlyDictionary<MetricType, string[]> OfType { get; } = new Dictionary<MetricType, string[]>
    {
        [MetricType.Counter] = ["exemplars"],
        [MetricType.Gauge] = ["action"],
        [MetricType.Histogram] = ["buckets", "exemplars"],
        [MetricType.Summary] = ["quantiles", "window"],
        [MetricType.Distinct] = [],
        [MetricType.TopK] = ["k"],
    };

    /// <summary>
    /// What a top-k cannot have: its series come and go by themselves, and there are as many as it says.
    /// </summary>
    public static IReadOnlyList<string> NotOfTopK { get; } = ["maxSeries", "init", "expireAfter"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Common, .. OfType.Values.SelectMany(keys => keys).Distinct()];

    /// <summary>By <see cref="MetricType"/>.</summary>
    public static IReadOnlyList<string> Types { get; } =
        ["counter", "gauge", "histogram", "summary", "distinct", "topk"];

    /// <summary>By <see cref="GaugeAction"/>; <c>last</c> is another word for the first.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["set", "add", "min", "max", "last"];

    /// <summary>Of a label that is a mapping.</summary>
    public static IReadOnlyList<string> Label { get; } = ["value", "env", "text", "map", "closed", "default"];

    /// <summary>Of <c>limits</c>.</summary>
    public static IReadOnlyList<string> Limits { get; } = ["series"];
}
