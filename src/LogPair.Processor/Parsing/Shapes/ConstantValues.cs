namespace LogPair.Processor.Parsing.Shapes;

/// <summary>Finds out which values of a shape are the same in all of its lines, from a few of them.</summary>
internal sealed class ConstantValues
{
    private const int LinesASample = 16;
    private const int Samples = 32;

    // Lines until it is worth to find out again; more each time that it was wrong.
    private const int FirstPause = 4096;
    private const int LongestPause = 1 << 20;

    // By value: the bytes of all samples; null if they differ.
    private byte[]?[] _values = [];
    private int[] _lengths = [];
    private int _samples;
    private int _untilNext = LinesASample;
    private int _pause = FirstPause;

    /// <summary>By value: its bytes in all lines that were looked at; 0 if they differ.</summary>
    public IReadOnlyList<int> Lengths => _lengths;

    /// <summary>Of the narrow shapes among which the shape is; null if it is not.</summary>
    public int? Generation { get; set; }

    /// <summary>Counts a line, and tells whether it is to be looked at.</summary>
    public bool IsDue()
    {
        if (--_untilNext > 0) return false;

        _untilNext = LinesASample;
        return true;
    }

    /// <summary>What was found out did not hold, or was of no use.</summary>
    public void Doubt()
    {
        Generation = null;
        _pause = Math.Min(2 * _pause, LongestPause);
    }

    /// <summary>Looks at a line.</summary>
    /// <param name="line">Without its ending.</param>
    /// <param name="values">Of the line.</param>
    /// <returns>Which values are the same in all lines that were looked at; null if these are too few yet.</returns>
    public IReadOnlyList<bool>? Look(ReadOnlySpan<byte> line, List<ShapeValue> values)
    {
        if (_samples == 0)
        {
            _values = new byte[values.Count][];
            _lengths = new int[values.Count];
        }

        for (var i = 0; i < _values.Length; i++)
        {
            var value = line[values[i].Start..values[i].End];
            if (_samples == 0) (_values[i], _lengths[i]) = (value.ToArray(), value.Length);
            else if (!value.SequenceEqual(_values[i])) _values[i] = null;
            if (value.Length != _lengths[i]) _lengths[i] = 0;
        }

        if (++_samples < Samples) return null;

        var areConstant = Array.ConvertAll(_values, value => value is not null);
        _values = [];
        _samples = 0;
        _untilNext = _pause;
        return areConstant;
    }
}
