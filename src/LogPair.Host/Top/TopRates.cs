namespace LogPair.Host.Top;

/// <summary>How fast things went between two answers.</summary>
internal sealed class TopRates
{
    private readonly double _seconds;
    private readonly TopSnapshot? _before;
    private readonly TopSnapshot _now;
    private readonly Dictionary<string, long> _offsets;
    private readonly Dictionary<string, long> _matched;

    /// <param name="now">The later answer.</param>
    /// <param name="before">The one before; null if this is the first, or another process answered.</param>
    public TopRates(TopSnapshot now, TopSnapshot? before)
    {
        _now = now;
        _before = before?.Status.StartTime == now.Status.StartTime ? before : null;
        _seconds = _before is null ? 0 : (now.Status.Time - _before.Status.Time).TotalSeconds;
        _offsets = (_before?.Files.Files ?? []).DistinctBy(file => file.Path).ToDictionary(file => file.Path, file => file.Offset);
        _matched = (_before?.Rules.Metrics ?? []).ToDictionary(rule => rule.Name, rule => rule.Matched);
    }

    /// <summary>Null if it is not known.</summary>
    public double? LinesPerSecond => Rate(_now.Status.Lines, _before?.Status.Lines);

    /// <inheritdoc cref="LinesPerSecond"/>
    public double? BytesPerSecond => Rate(_now.Status.Bytes, _before?.Status.Bytes);

    /// <summary>Of one processor; null if it is not known.</summary>
    public double? CpuShare => Rate(_now.Status.CpuSeconds, _before?.Status.CpuSeconds);

    /// <summary>Bytes that are counted of a file each second; null if it is not known.</summary>
    public double? OfFile(string path, long offset) =>
        Rate(offset, _offsets.TryGetValue(path, out var before) ? before : null);

    /// <summary>Records that a rule matches each second; null if it is not known.</summary>
    public double? OfRule(string name, long matched) =>
        Rate(matched, _matched.TryGetValue(name, out var before) ? before : null);

    private double? Rate(double now, double? before) => _seconds > 0 && before is { } was ? Math.Max(0, now - was) / _seconds : null;
}
