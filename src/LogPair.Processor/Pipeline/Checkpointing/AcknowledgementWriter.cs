using LogPair.Contract;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Tells the generator how far its segments are durably counted.</summary>
/// <remarks>One user at a time. Late acknowledgements only make the generator keep segments longer.</remarks>
internal sealed partial class AcknowledgementWriter(StateDirectory directory, TimeProvider time, ILogger logger)
{
    /// <summary>How often it is told when scrapes come often. A generator without room looks as often.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // How often it is told that nothing has changed: every ten seconds by whoever looks each second. An old file means that
    // nobody is at work.
    private static readonly TimeSpan RestInterval = TimeSpan.FromSeconds(9.5);

    private readonly Dictionary<string, long> _counted = new(StringComparer.Ordinal);
    private Acknowledgement[]? _told;

    // Before everything, until the first time.
    private long _writtenAt = long.MinValue;
    private volatile bool _isPutOff;
    private bool _isFailing;

    /// <summary>Takes note of what will be durable.</summary>
    public void Take(IEnumerable<SegmentProgress> segments)
    {
        _counted.Clear();
        foreach (var progress in segments)
        {
            // Two directories may hold files of one name: whoever deletes by name must spare the lesser one.
            var name = Path.GetFileName(progress.Path);
            if (!SegmentName.TryParse(name, out _)) continue;
            _counted[name] = Math.Min(progress.Offset, _counted.GetValueOrDefault(name, long.MaxValue));
        }
    }

    /// <summary>Whether there is something to tell: what was put off, or that nothing has changed for long. Anybody may ask.</summary>
    public bool IsDue => _isPutOff || Elapsed >= RestInterval;

    /// <summary>As <see cref="Write"/>, unless something was told a moment ago: then it is put off.</summary>
    public void WriteNowAndThen()
    {
        if (Elapsed >= Interval) Write();
        else _isPutOff = true;
    }

    /// <summary>What was taken is durable: tells it, if it is news.</summary>
    public void Write()
    {
        Acknowledgement[] segments = [.. _counted.Select(segment => new Acknowledgement(segment.Key, segment.Value))];
        _isPutOff = false;
        if (Elapsed < RestInterval && _told is not null && segments.SequenceEqual(_told)) return;

        Volatile.Write(ref _writtenAt, time.GetTimestamp());
        try
        {
            directory.ReplaceAcknowledgements(new Acknowledgements
            {
                Generated = time.GetUtcNow(),
                Segments = segments,
            });
            _told = segments;
            _isFailing = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _told = null;
            if (!_isFailing) Log.AcknowledgementsFailed(logger, error.Message);
            _isFailing = true;
        }
    }

    private TimeSpan Elapsed => Volatile.Read(ref _writtenAt) is var moment && moment == long.MinValue
        ? TimeSpan.MaxValue
        : time.GetElapsedTime(moment);

    private static partial class Log
    {
        [LoggerMessage(EventIds.AcknowledgementsFailed, LogLevel.Warning,
            "Cannot write the acknowledgements: {Reason}. The generator keeps segments longer than it must")]
        public static partial void AcknowledgementsFailed(ILogger logger, string reason);
    }
}
