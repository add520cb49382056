using System.Buffers;

namespace LogPair.Processor.Rules;

/// <summary>What Prometheus accepts as a name. Source: its data model, "Metric names and labels".</summary>
internal static class PrometheusName
{
    private const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(LettersAndDigits);
    private static readonly SearchValues<char> MetricCharacters = SearchValues.Create(LettersAndDigits + ":");

    public static bool IsMetricName(string name) => IsName(name, MetricCharacters);

    public static bool IsLabelName(string name) => IsName(name, LabelCharacters);

    private static bool IsName(string name, SearchValues<char> characters) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(characters);
}
