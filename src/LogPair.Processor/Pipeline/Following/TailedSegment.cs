using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>One file that is being read.</summary>
/// <remarks>
/// A lane owns it from the moment it is queued until it is released; otherwise the tailing loop does. Only
/// <see cref="Size"/>, <see cref="CountedOffset"/> and <see cref="Wait"/> may be looked at by others, for the status.
/// </remarks>
internal sealed class TailedSegment : IDisposable
{
    // Becomes part of every checkpoint. Far more than any list of columns that people read.
    private const int MaxHeaderBytes = 16 * 1024;

    private readonly SealExpectation _seal;
    private int _isQueued;
    private long _size;
    private long _countedOffset;
    private long _offsetLastSeen;
    private ReadingChoice? _choice;

    /// <param name="file">Disposed of with this.</param>
    /// <param name="found">Where it is.</param>
    /// <param name="seal">Whether a seal may come that speaks of it.</param>
    /// <param name="maxLineBytes">Longer lines are lost.</param>
    public TailedSegment(ISegmentFile file, DiscoveredFile found, SealExpectation seal, int maxLineBytes)
    {
        _seal = seal;
        File = file;
        Identity = found.Facts.Identity;
        Input = found.Input;
        Role = found.Entry.Role;
        Path = found.Path;
        LivePath = found.Entry.LivePath;
        Stream = StreamName.Of(found.Path);
        Framer = new LineFramer(offset: 0, maxLineBytes);
        Content = CreateContent();
        _size = found.Facts.Size;
        SizeWhenOpened = _size;
        ModifiedTicks = found.Facts.ModifiedTicks;
    }

    public ISegmentFile File { get; }

    public FileIdentity Identity { get; }

    /// <summary>Index of the input that it belongs to.</summary>
    public int Input { get; }

    public EntryRole Role { get; private set; }

    /// <summary>The name it had when last seen; changes when it is renamed.</summary>
    public string Path { get; private set; }

    /// <summary>The name it had, or would have had, before it was rolled.</summary>
    public string LivePath { get; private set; }

    public string Stream { get; }

    public LineFramer Framer { get; }

    public SegmentContent Content { get; private set; }

    public long LastEventTicks { get; set; }

    /// <summary>The latest of the events that set a gauge, in UTC ticks; 0 if none had a time.</summary>
    public long LatestTicks { get; set; }

    /// <summary>Line feeds before the committed offset.</summary>
    public long Lines { get; set; }

    /// <summary>Whether its seal is accounted for.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Bytes it had when last looked at.</summary>
    public long Size
    {
        get => Volatile.Read(ref _size);
        set => Volatile.Write(ref _size, value);
    }

    /// <summary>When its content was last changed, as of the last look.</summary>
    public long ModifiedTicks { get; set; }

    /// <summary>Bytes it had when it was opened: the backlog ends there.</summary>
    public long SizeWhenOpened { get; }

    /// <summary>Bytes that it had when its content was last seen to be the one that is counted.</summary>
    public long VerifiedSize { get; set; }

    /// <summary>Bytes up to the first one that is not counted.</summary>
    public long CountedOffset
    {
        get => Volatile.Read(ref _countedOffset);
        set => Volatile.Write(ref _countedOffset, value);
    }

    public long LagBytes => Math.Max(0, Size - CountedOffset);

    /// <summary>What there is to read, as of the last look; very much if nobody knows what it unpacks to.</summary>
    public long UnreadBytes => Role == EntryRole.Compressed ? 1L << 40 : Math.Max(0, Size - ResumeOffset);

    /// <summary>How long bytes have been waiting to be counted.</summary>
    public WaitMark Wait { get; } = new();

    /// <summary>
    /// Where reading resumes: past what is counted, and past what of a too long line is already discarded.
    /// </summary>
    public long ResumeOffset => Framer.CommittableOffset + Framer.DiscardingBytes;

    /// <summary>Bytes that have been looked at, a torn last line included; -1 to look again.</summary>
    /// <remarks>A torn last line is looked at again only when it has grown.</remarks>
    public long ExaminedOffset { get; set; } = -1;

    /// <summary>Whether there is nothing to read now.</summary>
    public bool IsAtEnd => IsRefused || LagBytes == 0 || (ExaminedOffset == Size && !IsHolding);

    /// <summary>What was found out about how it is read; null before its first line. Anybody may ask.</summary>
    public ReadingChoice? Choice
    {
        get => Volatile.Read(ref _choice);
        private set => Volatile.Write(ref _choice, value);
    }

    /// <summary>How it is read; null until something is.</summary>
    public FileReading? Reading { get; private set; }

    /// <summary>
    /// For the line at the committed offset; knows the last header before it. Null as <see cref="Reading"/>.
    /// </summary>
    public ILineParser? Parser { get; private set; }

    /// <summary>The last line that said how those after it are read.</summary>
    public byte[]? Header { get; private set; }

    /// <summary>Whether there are whole lines that wait for those that may belong to them.</summary>
    public bool IsHolding { get; set; }

    /// <summary>If it still ends here, nothing belongs to what is held; -1 while that is not known.</summary>
    public long FlushOffset { get; set; } = -1;

    /// <summary>Where the bytes that read as NUL at its start end, as far as they were skipped; -1 once a line was read.</summary>
    public long HoleEnd => Lines == 0 && !Framer.IsDiscarding ? Framer.CommittableOffset : -1;

    /// <summary>When it was last seen to grow, or to exist at all; a time-provider timestamp.</summary>
    public long LastGrowth { get; set; }

    /// <summary>
    /// When it was first seen to have no matching name; a time-provider timestamp, null while it has one.
    /// </summary>
    public long? GoneSince { get; set; }

    /// <summary>The last attempt to read it failed; it is tried again after the next scan.</summary>
    public bool HasFailed { get; set; }

    /// <summary>The file system did not answer at the last look.</summary>
    public bool HasLookFailed { get; set; }

    /// <summary>Its content is of a kind that is not read, or is damaged.</summary>
    public bool IsRefused { get; set; }

    public bool IsQueued => Volatile.Read(ref _isQueued) == 1;

    /// <summary>How far it is counted, for the ledger.</summary>
    public SegmentProgress Progress => new()
    {
        Path = Path,
        Input = Input,
        Offset = Framer.CommittableOffset,
        Lines = Lines,
        Size = IsSettled ? Framer.CommittableOffset : Math.Max(Framer.CommittableOffset, VerifiedSize),
        LastEventTicks = LastEventTicks,
        LatestTicks = LatestTicks,
        Fingerprint = Content.Fingerprint,
        Marks = Content.Marks,
        IsSettled = IsSettled,
        Reading = Choice,
        Header = Header,
    };

    /// <summary>Whether more of it is counted than at the last time of asking.</summary>
    public bool HasProgressed()
    {
        var before = _offsetLastSeen;
        _offsetLastSeen = CountedOffset;
        return before != _offsetLastSeen;
    }

    /// <returns>False if a lane has it already.</returns>
    public bool TryQueue() => Interlocked.CompareExchange(ref _isQueued, 1, 0) == 0;

    public void Release() => Volatile.Write(ref _isQueued, 0);

    /// <summary>Is read so from now on.</summary>
    /// <param name="choice">What was found out.</param>
    /// <param name="reading">What follows from that, and from what its input says.</param>
    public void ReadAs(ReadingChoice choice, FileReading reading)
    {
        // A header of another format says nothing.
        if (Choice is { } before && before.Format != choice.Format) Header = null;
        Choice = choice;
        Reading = reading;
        Framer.Encoding = reading.Encoding;
        Parser = Header is not null && reading.Parser is IHeadedLineParser headed
            ? headed.With(Header)
            : reading.Parser;
    }

    /// <summary>More is known of what was found out, and it means the same.</summary>
    public void Note(ReadingChoice choice) => Choice = choice;

    /// <summary>A line says how those that follow are read.</summary>
    /// <returns>False if its parser knows no headers, or it is too long to be kept.</returns>
    public bool TryTakeHeader(ReadOnlySpan<byte> line)
    {
        var current = Parser as IHeadedLineParser ?? Reading?.Parser as IHeadedLineParser;
        if (line.Length > MaxHeaderBytes || current is not { } headed) return false;

        var parser = headed.With(line);
        if (parser == Parser) return true;

        Header = line.ToArray();
        Parser = parser;
        return true;
    }

    /// <summary>Goes on where an earlier process stopped, or where the content that this is a copy of ended.</summary>
    /// <returns>False if the file does not hold what was counted; it then begins at its start.</returns>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public bool TryResume(SegmentProgress progress)
    {
        LastEventTicks = progress.LastEventTicks;
        if (progress.Path == Path) Header = progress.Header;
        LatestTicks = progress.LatestTicks;
        if (!Content.TryResume(File, progress.Fingerprint, progress.Marks, progress.Offset)) return false;

        Framer.Restart(progress.Offset);
        CountedOffset = _offsetLastSeen = progress.Offset;
        VerifiedSize = progress.Size;
        Lines = progress.Lines;
        IsSettled = progress.IsSettled;
        Choice = progress.Reading;
        Header = progress.Header;
        return true;
    }

    /// <summary>
    /// Its content went: what is there now is read from the start. The header stays, since the writer may go on without
    /// knowing that it went.
    /// </summary>
    public void BeginAgain()
    {
        Framer.Restart(offset: 0);
        Content = CreateContent();
        CountedOffset = 0;
        VerifiedSize = 0;
        Lines = 0;
        ExaminedOffset = -1;
        IsSettled = false;
        IsHolding = false;
        FlushOffset = -1;
        Choice = null;
        Reading = null;
        Parser = null;
    }

    /// <summary>Bytes at its start are no line.</summary>
    public void SkipHole(long bytes)
    {
        Framer.Restart(Framer.CommittableOffset + bytes);
        CountedOffset = Framer.CommittableOffset;
    }

    /// <summary>It has this name now.</summary>
    public void Rename(VolumeEntry entry)
    {
        Path = entry.Path;
        LivePath = entry.LivePath;
        Role = entry.Role;
    }

    public void Dispose() => File.Dispose();

    private SegmentContent CreateContent() => new(hasDigest: _seal == SealExpectation.MayCome);
}
