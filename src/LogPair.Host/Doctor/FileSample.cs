using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Host.Doctor;

/// <summary>What the processor's own stages make of the first and last lines of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Format">How it is read, if that had to be found out; else null.</param>
/// <param name="Counts">Of the lines that were looked at.</param>
/// <param name="LastEvent">UTC; null if the last lines have no time.</param>
internal sealed record FileSample(DiscoveredFile File, string? Format, LineCounts Counts, DateTimeOffset? LastEvent)
{
    private const int Batches = 8;

    /// <param name="file">To be read.</param>
    /// <param name="options">How it is read.</param>
    /// <returns>Null if it cannot be opened.</returns>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public static FileSample? TryRead(in DiscoveredFile file, ProcessorOptions options)
    {
        if (LastLines.TryRead(file) is not { } lines) return null;

        // Rules have no part in it: the time is asked for in any case.
        var rules = RuleSet.BuiltIn;
        RecordClock.Require(rules.Fields);
        var catalog = new MetricCatalog(rules);
        var ledger = new Ledger(catalog, DateTimeOffset.UnixEpoch);
        var readings = new InputReadings(options.Inputs.Select(input => input.Reading), rules.Fields);
        var recognizer = new SegmentRecognizer(readings, NullLogger.Instance);
        var lane = new Lane(rules, catalog, recognizer, ledger, options.MaxLineBytes);
        using var segment = new TailedSegment(
            lines, file with { Facts = lines.GetFacts() }, SealExpectation.None, options.MaxLineBytes);
        while (lane.Read(segment, LastBytes.AreALine, Batches) == StepOutcome.More)
        {
        }

        return new FileSample(
            file,
            segment.Choice is { Format: not null } choice ? SegmentReading.Of(file.Path, choice).Description : null,
            ledger.Use(state => LineCounts.In(state.Table, catalog)),
            segment.LastEventTicks == 0 ? null : new DateTimeOffset(segment.LastEventTicks, TimeSpan.Zero));
    }
}
