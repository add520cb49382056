namespace LogPair.Host.Workload;

/// <summary>
/// Counts latencies the plain way: one comparison a bucket, nothing shared with the code that it checks.
/// </summary>
internal sealed class LatencyRecorder
{
    /// <summary>Upper bounds in seconds, those of the rules example in the README.</summary>
    public static readonly IReadOnlyList<double> Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly long[] _cumulative = new long[Bounds.Count];
    private long _count;

    // Sum and what rounding took from it (Neumaier): thousands of millions of values stay exact to 1e-15.
    private double _sum;
    private double _lost;

    public void Add(double seconds)
    {
        for (var i = 0; i < _cumulative.Length; i++)
        {
            if (seconds <= Bounds[i]) _cumulative[i]++;
        }

        _count++;
        var sum = _sum + seconds;
        _lost += Math.Abs(_sum) >= Math.Abs(seconds) ? _sum - sum + seconds : seconds - sum + _sum;
        _sum = sum;
    }

    public LatencyTruth ToTruth() =>
        new([.. Bounds.Zip(_cumulative, (le, count) => new BucketTruth(le, count))], _sum + _lost, _count);
}
