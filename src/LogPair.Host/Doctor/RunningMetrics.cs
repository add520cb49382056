using LogPair.Host.Series;

namespace LogPair.Host.Doctor;

/// <summary>The metrics of a running processor, to look values up in.</summary>
internal sealed class RunningMetrics
{
    private readonly ILookup<string, SampleLine> _samples;

    private RunningMetrics(IEnumerable<SampleLine> samples) =>
        _samples = samples.ToLookup(sample => sample.Metric, StringComparer.Ordinal);

    /// <exception cref="FormatException">It is no exposition.</exception>
    public static RunningMetrics Parse(string exposition) => new([.. ExpositionText.Samples(exposition)]);

    /// <summary>Every series of a metric.</summary>
    public IEnumerable<SampleLine> Of(string metric) => _samples[metric];

    /// <summary>Those that are not 0.</summary>
    public IReadOnlyList<SampleLine> NotZero(string metric) => [.. Of(metric).Where(sample => sample.Value != 0)];

    /// <summary>The sum of the series of a metric; 0 if it has none.</summary>
    public double Sum(string metric) => Of(metric).Sum(sample => sample.Value);

    /// <summary>The value of a metric that has one series; null if it is not there.</summary>
    public double? Value(string metric) => Of(metric).FirstOrDefault()?.Value;

    /// <summary>A moment in Unix time; null if there was none yet.</summary>
    public DateTimeOffset? Time(string metric) =>
        Value(metric) is > 0 and var seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    /// <summary>The value of a label; empty if it has none of the name.</summary>
    public static string Label(SampleLine sample, string name) =>
        sample.Labels.FirstOrDefault(label => label.Label == name).Value ?? "";
}
