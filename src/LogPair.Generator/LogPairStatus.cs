using System.Collections.Concurrent;

namespace LogPair.Generator;

/// <summary>What one sink has written and dropped since it was made.</summary>
/// <remarks>
/// Thread-safe; every number but <see cref="OtherWriters"/> only grows. Numbers are not one snapshot: while events
/// are being written, two of them may be one event apart. Hand one object to one sink; two sinks would add up in it.
/// </remarks>
public sealed class LogPairStatus
{
    private readonly ConcurrentDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private long _eventsWritten;
    private long _bytesWritten;
    private long _segmentsSealed;
    private long _linesDeletedUnread;
    private int _otherWriters;

    /// <summary>
    /// Events that the kernel has taken, each as one whole line, those that wait for their group among them.
    /// </summary>
    public long EventsWritten => Interlocked.Read(ref _eventsWritten);

    /// <summary>Bytes of these events, line feeds included.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Events that were given up before they were written, for any reason.</summary>
    public long EventsDropped => _dropped.Values.Sum();

    /// <summary>
    /// Events that were given up before they were written, by reason: <c>no_space</c>, <c>io</c>, <c>open_failed</c>,
    /// <c>format_failed</c>, <c>closed</c>, <c>budget_newest</c>, <c>budget_block_timeout</c>. A copy.
    /// </summary>
    public IReadOnlyDictionary<string, long> DroppedByReason => _dropped.ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Lines that were written, by this process or one before it, and deleted for the volume budget before they were
    /// acknowledged. They are not among <see cref="EventsDropped"/>; seals tell of them as <c>budget_oldest</c>.
    /// </summary>
    public long LinesDeletedUnread => Interlocked.Read(ref _linesDeletedUnread);

    /// <summary>Segments sealed, among them those that an earlier, killed process left behind.</summary>
    public long SegmentsSealed => Interlocked.Read(ref _segmentsSealed);

    /// <summary>
    /// Segments of this stream that another process, or another logger of this one, was writing when this sink last
    /// looked: at each new segment, and once a second while events come. Normally 0. Nothing is lost, but they share
    /// one budget.
    /// </summary>
    public int OtherWriters => Volatile.Read(ref _otherWriters);

    /// <summary>
    /// Path of the segment that is being written; null before the first event, and between two segments.
    /// </summary>
    public string? CurrentSegment { get; private set => Volatile.Write(ref field, value); }

    /// <summary>What last went wrong, for a person; null if nothing has. Stays when the trouble is over.</summary>
    public string? LastError { get; private set => Volatile.Write(ref field, value); }

    internal void Written(int bytes)
    {
        Interlocked.Increment(ref _eventsWritten);
        Interlocked.Add(ref _bytesWritten, bytes);
    }

    internal void Dropped(string reason) => _dropped.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    internal void DeletedUnread(long lines) => Interlocked.Add(ref _linesDeletedUnread, lines);

    internal void Sealed() => Interlocked.Increment(ref _segmentsSealed);

    internal void OtherWritersAre(int count) => Volatile.Write(ref _otherWriters, count);

    internal void SegmentIs(string? path) => CurrentSegment = path;

    internal void Failed(string message) => LastError = message;
}
