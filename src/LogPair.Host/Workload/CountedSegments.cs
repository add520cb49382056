using LogPair.Contract;

namespace LogPair.Host.Workload;

/// <summary>
/// Removes segments that are sealed and acknowledged to the last byte, so that a volume does not fill.
/// </summary>
/// <remarks>The newest two segments of a stream always stay: their names must not be given out again.</remarks>
internal sealed class CountedSegments
{
    private const int KeptPerStream = 2;

    private readonly string _logsDirectory;
    private readonly string _acknowledgementsPath;

    public CountedSegments(string logsDirectory, string stateDirectory)
    {
        _logsDirectory = logsDirectory;
        _acknowledgementsPath = Path.Combine(stateDirectory, VolumeLayout.AcknowledgementsFile);
    }

    /// <summary>Segments removed so far.</summary>
    public int Removed { get; private set; }

    /// <summary>One pass. Without acknowledgements, nothing is removed.</summary>
    public void Step()
    {
        if (!File.Exists(_acknowledgementsPath) || !Directory.Exists(_logsDirectory)) return;
        var outcome = Acknowledgements.TryRead(_acknowledgementsPath, out var acknowledgements, out _);
        if (outcome != ContractReadOutcome.Read || acknowledgements is null) return;

        var counted = acknowledgements.Segments
            .GroupBy(each => each.Segment, each => each.Bytes)
            .ToDictionary(same => same.Key, same => same.Min());
        foreach (var segment in OldSegments())
        {
            var path = Path.Combine(_logsDirectory, segment.ToString());
            var seal = new FileInfo(VolumeLayout.SealOf(path));
            if (!seal.Exists || counted.GetValueOrDefault(segment.ToString(), -1) != new FileInfo(path).Length)
                continue;

            File.Delete(path);
            seal.Delete();
            Removed++;
        }
    }

    private IEnumerable<SegmentName> OldSegments() => Directory.EnumerateFiles(_logsDirectory, "*.log")
        .Select(path => SegmentName.TryParse(Path.GetFileName(path.AsSpan()), out var name) ? name : (SegmentName?)null)
        .OfType<SegmentName>()
        .GroupBy(name => name.Stream)
        .SelectMany(stream => stream.Order().SkipLast(KeptPerStream));
}
