namespace LogPair.Processor.Pipeline.Backfilling;

/// <summary>The values of one series at the moments at which they changed; between two, they stay.</summary>
internal sealed class SeriesHistory
{
    private readonly int _width;

    // _values has _width numbers for each of _seconds, which increase.
    private readonly List<long> _seconds = [];
    private readonly List<double> _values = [];

    /// <param name="labelKey">As <see cref="Rules.LabelKey"/> encodes it.</param>
    /// <param name="firstSecond">From when on the series exists; zero until it changes.</param>
    /// <param name="width">Numbers at each moment.</param>
    public SeriesHistory(byte[] labelKey, long firstSecond, int width)
    {
        LabelKey = labelKey;
        FirstSecond = firstSecond;
        _width = width;
    }

    public byte[] LabelKey { get; }

    /// <summary>Since 1970.</summary>
    public long FirstSecond { get; }

    public void Set(long second, ReadOnlySpan<double> values)
    {
        _seconds.Add(second);
        foreach (var value in values) _values.Add(value);
    }

    /// <summary>What the series was before it existed.</summary>
    public (long Second, double[] Values) ZeroAt(long second) => (second, new double[_width]);

    /// <summary>The values in force at each of <paramref name="seconds"/>, from <see cref="FirstSecond"/> on.</summary>
    /// <param name="seconds">In order.</param>
    public IEnumerable<(long Second, double[] Values)> At(IEnumerable<long> seconds)
    {
        var values = new double[_width];
        var next = 0;
        foreach (var second in seconds.Where(second => second >= FirstSecond))
        {
            for (; next < _seconds.Count && _seconds[next] <= second; next++)
                _values.CopyTo(next * _width, values, 0, _width);
            yield return (second, values);
        }
    }
}
