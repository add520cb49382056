using LogPair.Processor.Discovery;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>How long files may be opened between two looks at those that are open: for each input its share.</summary>
/// <remarks>
/// Opening means to find out what a file is, which for a copy means to read it. Thousands at once would keep every other
/// file waiting.
/// </remarks>
internal sealed class OpeningTime
{
    private static readonly TimeSpan Whole = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly Dictionary<int, TimeSpan> _taken = [];
    private readonly TimeSpan _share;

    public OpeningTime(TimeProvider time, VolumeListing found)
    {
        _time = time;
        _share = Whole / Math.Max(1, found.Files.Count == 0 ? 1 : found.Files.Max(file => file.Input) + 1);
    }

    /// <summary>Whether there is time for one more.</summary>
    public bool Has(int input) => _taken.GetValueOrDefault(input) < _share;

    public void Take(int input, Action open)
    {
        var began = _time.GetTimestamp();
        open();
        _taken[input] = _taken.GetValueOrDefault(input) + _time.GetElapsedTime(began);
    }
}
