using System.Buffers;
using System.Text.Unicode;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Shapes;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Backfilling;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Joining;
using LogPair.Processor.Rules;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>
/// Takes segments one at a time, batch by batch, through framing, parsing and rules, and commits each batch.
/// </summary>
/// <remarks>
/// Everything that changes while a batch is worked on belongs to the lane alone; lanes meet only in
/// the <see cref="Ledger"/>. A batch that is not committed has never happened. One owner thread.
/// </remarks>
internal sealed partial class Lane
{
    // Fits the second-level cache; beyond that, larger reads gain little.
    private const int MinBufferBytes = 512 * 1024;

    private readonly MetricCatalog _catalog;
    private readonly RuleSet _ruleSet;
    private readonly SegmentRecognizer _recognizer;
    private readonly Ledger _ledger;
    private readonly SegmentPipeReader _reader;
    private readonly FieldBuffer _fields;
    private readonly RecordClock _clock;
    private readonly Truncations _truncations;
    private readonly Dictionary<IShapedParser, LineShapes?> _shapes = [];
    private readonly int _maxLineBytes;
    private readonly SegmentFields _segmentFields;
    private readonly LaneSampler _sampler;
    private readonly TimeProvider? _time;
    private readonly bool _needsOrder;

    // What is measured and not committed; a batch that cannot be committed takes both with it.
    private ChangeSet _changes;
    private RuleEvaluator _rules;

    /// <param name="rules">Applied to every record.</param>
    /// <param name="catalog">Of the same rules.</param>
    /// <param name="recognizer">Of the same inputs as the segments; made for the fields of the rules.</param>
    /// <param name="ledger">Shared with the other lanes.</param>
    /// <param name="maxLineBytes">As the framers of the segments have it.</param>
    /// <param name="samples">Gets some of the lines that count for nothing; null if nobody wants them.</param>
    /// <param name="time">Tells what the rules cost; null if nobody wants to know.</param>
    public Lane(
        RuleSet rules, MetricCatalog catalog, SegmentRecognizer recognizer, Ledger ledger, int maxLineBytes,
        SampledLines? samples = null, TimeProvider? time = null)
    {
        _segmentFields = new SegmentFields(rules.Fields);
        _sampler = new LaneSampler(samples);
        _catalog = catalog;
        _maxLineBytes = maxLineBytes;
        _recognizer = recognizer;
        _ledger = ledger;
        _reader = new SegmentPipeReader(Math.Max(MinBufferBytes, 2 * (maxLineBytes + 2)));
        _fields = new FieldBuffer(rules.Fields);
        _clock = new RecordClock(rules.Fields);
        _ruleSet = rules;
        _time = time;
        _needsOrder = rules.Metrics.Any(rule => rule.Definition.Moment == EventMoment.Order);
        Forget();
        _rangeFramer = new LineFramer(offset: 0, maxLineBytes);
        _truncations = new Truncations(ledger, catalog);
        _wrapperFields = new WrapperFields(rules.Fields);
        _exceptions = new ExceptionField(rules.Fields);
        _joiner = new EventJoiner(this);
    }

    /// <summary>Takes every measurement with the event's own time as well; null if nobody wants that.</summary>
    /// <remarks>It has no part in commits, so it is for files at rest, which are read once.</remarks>
    public EventTimeline? Timeline
    {
        get => _rules.Timeline;
        init => _rules.Timeline = value;
    }

    /// <summary>Reads, counts and commits a segment batch by batch, up to its end or a number of batches.</summary>
    /// <param name="segment">Not used by anybody else meanwhile.</param>
    /// <param name="lastBytes">Whether bytes after the last line feed wait or are a line.</param>
    /// <param name="maxBatches">
    /// So that one long segment does not keep the others waiting.
    /// At least 2: where the end cannot be told otherwise, it is seen when a read brings nothing.
    /// </param>
    /// <exception cref="IOException">
    /// The file system does not answer. Nothing of the last batch is committed.
    /// </exception>
    public StepOutcome Read(TailedSegment segment, LastBytes lastBytes, int maxBatches)
    {
        _recognizer.Prepare(segment);
        _reader.Attach(segment.File, segment.ResumeOffset);
        for (var batch = 0; batch < maxBatches; batch++)
        {
            _reader.TryRead(out var read);
            segment.IsRefused = segment.ResumeOffset == 0 && CompressedContent.IsAt(read.Buffer.FirstSpan);
            if (segment.IsRefused) return StepOutcome.Refused;
            if (!IsStillTheSame(segment)) return BeginAgain(segment);
            if (TrySkipHole(segment, read.Buffer.FirstSpan)) continue;
            if (TryDiscardHole(segment, read.Buffer.FirstSpan)) continue;

            var isWhole = read.IsCompleted && lastBytes == LastBytes.AreALine;
            _recognizer.Recognize(segment, read.Buffer.FirstSpan, isWhole);
            var isComplete = isWhole || (read.IsCompleted && segment.FlushOffset == _reader.EndOffset);
            ReadBatch(segment, read.Buffer, isWhole, isComplete);
            segment.ExaminedOffset = _reader.EndOffset;
            if (read.IsCompleted) return StepOutcome.AtEnd;
        }

        return StepOutcome.More;
    }

    /// <summary>Books what is not counted of a segment as lost, and has it not read again.</summary>
    public void GiveUp(TailedSegment segment, string reason)
    {
        segment.IsRefused = true;
        _ledger.Commit(
            segment.Identity,
            segment.Progress,
            new StreamBooks(_catalog, segment.Stream).LostBytes(reason, segment.LagBytes));
    }

    // Looked at after reading and before counting: whatever was truncated meanwhile, nothing of it is counted.
    private bool IsStillTheSame(TailedSegment segment)
    {
        if (segment.Role == EntryRole.Compressed) return true;
        if (!segment.Content.IsUnchanged(segment.File, segment.Framer.CommittableOffset)) return false;

        segment.VerifiedSize = _reader.EndOffset;
        return true;
    }

    private StepOutcome BeginAgain(TailedSegment segment)
    {
        _truncations.BeginAgain(segment, segment.VerifiedSize);
        return StepOutcome.Replaced;
    }

    /// <summary>
    /// A writer that does not append leaves a hole when its file is truncated: bytes that read as NUL, from the start to
    /// where it goes on. They are no line, and they may be many.
    /// </summary>
    private bool TrySkipHole(TailedSegment segment, ReadOnlySpan<byte> buffer)
    {
        if (_reader.Offset != segment.HoleEnd || segment.Framer.IsDiscarding || buffer is not [0, ..]) return false;

        var hole = buffer.IndexOfAnyExcept((byte)0);
        if (hole < 0) hole = buffer.Length;

        // Half of a character may be zero.
        hole -= hole % segment.Framer.FeedBytes;
        if (hole == 0) return false;

        // Reading on would take as long as its size says, which costs a neighbour nothing.
        var end = _reader.Offset + hole;
        var next = hole == buffer.Length ? EndOfHole(segment, end) : end;
        segment.Content.Consume(buffer[..hole], _reader.Offset);
        segment.Content.Commit(buffer[..hole], next, follow: next == end);
        segment.SkipHole(next - _reader.Offset);
        _reader.Attach(segment.File, segment.ResumeOffset);
        _ledger.Commit(segment.Identity, segment.Progress);
        return true;
    }

    /// <summary>The same within a line that is too long: what was never written need not be read to be given up.</summary>
    private bool TryDiscardHole(TailedSegment segment, ReadOnlySpan<byte> buffer)
    {
        if (!segment.Framer.IsDiscarding || buffer is not [0, ..] || buffer.ContainsAnyExcept((byte)0)) return false;

        var end = EndOfHole(segment, _reader.EndOffset);
        if (end == _reader.EndOffset) return false;

        segment.Framer.Discard(end - segment.ResumeOffset);
        segment.ExaminedOffset = end;
        _reader.Attach(segment.File, segment.ResumeOffset);
        return true;
    }

    private static long EndOfHole(TailedSegment segment, long offset)
    {
        var next = segment.File.NextData(offset);
        return next - next % segment.Framer.FeedBytes;
    }

    /// <param name="segment">To be read on.</param>
    /// <param name="buffer">From where it is to be read on.</param>
    /// <param name="isWhole">Whether bytes after the last line feed are a line.</param>
    /// <param name="isComplete">Whether no further line belongs to the last event.</param>
    private void ReadBatch(TailedSegment segment, in ReadOnlySequence<byte> buffer, bool isWhole, bool isComplete)
    {
        var start = _reader.Offset;
        BeginBatch(segment);
        var lines = isWhole ? segment.Framer.ReadToEnd(buffer) : segment.Framer.Read(buffer);
        try
        {
            long lastEventTicks;
            if (segment.Reading!.IsPlain)
            {
                lastEventTicks = ReadLines(segment, ref lines, buffer);
            }
            else
            {
                ReadEvents(segment, ref lines, IsUtf8(buffer), isComplete);
                lastEventTicks = _lastEventTicks;
            }

            _reader.AdvanceTo(lines.Consumed, buffer.End);
            Remember(segment, buffer.FirstSpan, start, lines.CommittableBytes);
            Commit(segment, lines, lastEventTicks);
        }
        finally
        {
            lines.Dispose();
        }
    }

    private void BeginBatch(TailedSegment segment)
    {
        _clock.ReferenceTicks = segment.ModifiedTicks;
        _clock.LatestTicks = segment.LatestTicks;
        _segmentFields.Enter(segment.LivePath, segment.Stream, _fields);
        _sampler.Begin(segment.Path);
        _rules.Begin();
    }

    /// <returns>The time of the last event that has one, as UTC ticks; else 0.</returns>
    private long ReadLines(TailedSegment segment, ref LineReader lines, in ReadOnlySequence<byte> buffer)
    {
        var parser = segment.Parser!;
        var shapes = ShapesOf(parser);
        var isUtf8 = shapes is null && IsUtf8(buffer);
        var lastParser = parser;
        scoped ReadOnlySpan<byte> lastParsed = default;
        while (true)
        {
            if (shapes is not null && ReadMatched(ref lines, shapes) is { IsEmpty: false } matched) lastParsed = matched;
            if (!lines.TryRead(out var line)) break;

            var isValid = isUtf8 || Utf8.IsValid(line);
            if (!isValid) Count(_catalog.InvalidUtf8, _catalog.NoLabels, 1);
            if (lines.LineOffset == 0) line = ByteOrderMark.Strip(line);
            var outcome = parser.Parse(line, _fields);
            if (outcome == ParseOutcome.Parsed)
            {
                Measure(new LogRecord(line, _fields));
                lastParsed = line;
                lastParser = parser;
                if (isValid) shapes?.Learn(line, _fields, lines.HasCarriageReturn);
            }
            else if (outcome == ParseOutcome.Header && segment.TryTakeHeader(line)) parser = segment.Parser!;
            else CountUnparsed(outcome, line, lines: 1);
        }

        return lastParsed.IsEmpty ? 0 : Ticks(lastParser, lastParsed);
    }

    /// <summary>Reads as many of the next lines as are like earlier ones.</summary>
    /// <returns>The last of them; empty if there is none.</returns>
    private ReadOnlySpan<byte> ReadMatched(ref LineReader lines, LineShapes shapes)
    {
        var upcoming = lines.Upcoming;
        ReadOnlySpan<byte> line = default;
        var taken = 0;
        var count = 0;
        var last = 0;
        while (true)
        {
            var length = shapes.Match(upcoming[taken..], _fields, out var ending);
            if (length < 0 || length + ending > _maxLineBytes) break;

            line = upcoming.Slice(taken, length);
            Measure(new LogRecord(line, _fields));
            last = length + ending;
            taken += last;
            count++;
        }

        if (count > 0) lines.Take(count, taken, last);
        return line;
    }

    private LineShapes? ShapesOf(ILineParser parser)
    {
        if (parser is not IShapedParser shaped) return null;
        if (!_shapes.TryGetValue(shaped, out var shapes)) _shapes.Add(shaped, shapes = shaped.CreateShapes());
        return shapes;
    }

    // A header that cannot be taken is no record either.
    private void CountUnparsed(ParseOutcome outcome, ReadOnlySpan<byte> text, int lines)
    {
        if (outcome == ParseOutcome.Comment) return;
        if (outcome == ParseOutcome.Header) outcome = ParseOutcome.Mismatch;
        _sampler.Unparsed(outcome, text);
        Count(_catalog.Unparsed, _catalog.UnparsedReasons[(int)outcome], lines);
    }

    private void Remember(TailedSegment segment, ReadOnlySpan<byte> buffer, long start, long committed)
    {
        segment.Content.Consume(buffer[..(int)(_reader.Offset - start)], start);
        if (committed == 0) return;

        var offset = segment.Framer.CommittableOffset;
        segment.Content.Commit(buffer[..(int)(offset - start)], offset, follow: offset - committed == start);
    }

    private void Measure(scoped in LogRecord record)
    {
        _segmentFields.Apply(_fields);
        if (!_rules.Measure(record)) _sampler.Unmatched(record.Line);
    }

    // Parsing one line of a batch twice is cheaper than reading the time of every line.
    private long Ticks(ILineParser parser, ReadOnlySpan<byte> line) =>
        parser.Parse(line, _fields) == ParseOutcome.Parsed ? _clock.Ticks(new LogRecord(line, _fields)) : 0;

    private void Commit(TailedSegment segment, in LineReader lines, long lastEventTicks)
    {
        if (lines.CommittableBytes == 0) return;

        _rules.Flush();
        Count(_catalog.Lines, _catalog.NoLabels, lines.Lines + lines.TooLongLines);
        Count(_catalog.Bytes, _catalog.NoLabels, lines.CommittableBytes);
        if (lines.TooLongLines > 0)
        {
            var books = new StreamBooks(_catalog, segment.Stream);
            Count(books.LostLines(LossReason.TooLong, lines.TooLongLines));
            Count(books.LostBytes(LossReason.TooLong, lines.TooLongBytes));
        }

        if (lastEventTicks != 0) segment.LastEventTicks = lastEventTicks;
        segment.LatestTicks = _clock.LatestTicks;
        segment.Lines += lines.Lines + lines.TooLongLines;
        _ledger.Commit(_changes, segment.Identity, segment.Progress);
        segment.CountedOffset = segment.Framer.CommittableOffset;
    }

    private void Count(Booking booking) => Count(booking.Metric, booking.Labels, booking.Amount);

    private void Count(int metric, byte[] labels, double amount) =>
        _changes.Record(metric, labels, amount, eventTicks: 0);

    // One check of the whole buffer spares a check per line in all but broken logs. A character may be cut at its end.
    private static bool IsUtf8(in ReadOnlySequence<byte> buffer) =>
        buffer.IsSingleSegment && Utf8.IsValid(buffer.FirstSpan[..(buffer.FirstSpan.LastIndexOf((byte)'\n') + 1)]);
}
