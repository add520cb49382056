using LogPair.Contract;
using Serilog.Debugging;

namespace LogPair.Generator.Retention;

/// <summary>
/// What the processor has last acknowledged. A file that is not there or cannot be understood acknowledges nothing.
/// </summary>
/// <remarks>
/// An old file is as good as a new one: what it acknowledges is counted for good. Not thread-safe; the sink's lock
/// owns it.
/// </remarks>
internal sealed class AcknowledgementReader(string stateDirectory, Tally tally)
{
    private readonly string _path = Path.Combine(stateDirectory, VolumeLayout.AcknowledgementsFile);
    private readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);

    // What was last told to be wrong with the file; null if it was well since.
    private string? _told;

    /// <summary>When the processor wrote the file; null if nothing is acknowledged.</summary>
    public DateTimeOffset? Generated { get; private set; }

    /// <summary>Bytes of the segment that are durably counted; null if the file does not list it.</summary>
    public long? BytesOf(SegmentName name) => _bytes.TryGetValue(name.ToString(), out var bytes) ? bytes : null;

    public void Read()
    {
        var outcome = Acknowledgements.TryRead(_path, out var acknowledgements, out var problem);
        _bytes.Clear();
        Generated = acknowledgements?.Generated;
        foreach (var (segment, bytes) in acknowledgements?.Segments ?? []) _bytes[segment] = bytes;

        // No file is no fault: the processor may not have started yet.
        Tell(outcome is ContractReadOutcome.Read or ContractReadOutcome.Missing ? null : problem);
    }

    private void Tell(string? problem)
    {
        if (problem == _told) return;

        _told = problem;
        if (problem is null) return;

        tally.Failed($"{problem} Nothing counts as acknowledged until it is mended.");
        SelfLog.WriteLine("LogPair: {0} Nothing counts as acknowledged until it is mended.", problem);
    }
}
