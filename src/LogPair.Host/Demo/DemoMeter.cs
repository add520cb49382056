using LogPair.Host.Series;

namespace LogPair.Host.Demo;

/// <summary>Reads the figures off a running pair. Owned by the loop that shows them.</summary>
internal sealed class DemoMeter
{
    /// <summary>Counters whose totals are shown.</summary>
    private static readonly string[] Shown =
        ["http_requests_total", "orders_total", "order_revenue_total", "log_exceptions_total"];

    private readonly DemoPair _pair;
    private readonly DemoVolume _volume;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private long _countedBefore;
    private TimeSpan _readBefore;

    public DemoMeter(DemoPair pair, DemoVolume volume, TimeProvider time)
    {
        _pair = pair;
        _volume = volume;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    public async Task<DemoFigures> ReadAsync(CancellationToken cancel)
    {
        var totals = Totals(await _pair.ScrapeAsync(cancel));
        var status = _pair.Status;
        var segments = Directory.EnumerateFiles(_volume.Logs, "*.log").Count();
        var elapsed = _time.GetElapsedTime(_startedAt);
        var rate = (status.Counts.Lines - _countedBefore) / Math.Max((elapsed - _readBefore).TotalSeconds, 0.001);
        (_countedBefore, _readBefore) = (status.Counts.Lines, elapsed);
        return new DemoFigures
        {
            Elapsed = elapsed,
            Written = _pair.Written,
            Counted = status.Counts.Lines,
            LagBytes = status.LagBytes,
            LinesPerSecond = rate,
            Segments = segments,
            Removed = (int)Math.Max(0, _pair.SegmentsBegun - segments),
            Totals = totals,
        };
    }

    private static Dictionary<string, double> Totals(string exposition)
    {
        var samples = ExpositionText.Parse(exposition);
        return Shown.ToDictionary(metric => metric, metric => samples
            .Where(sample => sample.Key == metric || sample.Key.StartsWith(metric + "{", StringComparison.Ordinal))
            .Sum(sample => sample.Value));
    }
}
