namespace LogPair.Benchmarks.Workload;

/// <summary>A sum of doubles whose error does not grow with their number.</summary>
/// <remarks>Source: Neumaier's variant of Kahan summation.</remarks>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Value => _sum + _lost;

    public void Add(double value)
    {
        var sum = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }
}
