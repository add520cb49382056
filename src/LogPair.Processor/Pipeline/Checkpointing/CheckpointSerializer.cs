using System.Buffers;
using System.Buffers.Binary;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Offsets and values of one moment, to the records of a checkpoint and back.</summary>
internal sealed class CheckpointSerializer
{
    // In the order of the table's metrics. Values carry over exactly when this text is the same: then old and new
    // values mean the same to Prometheus.
    private readonly string[] _shapes;

    public CheckpointSerializer(IEnumerable<MetricDefinition> metrics)
    {
        _shapes = [.. metrics.Select(Shape)];
    }

    /// <summary>About as many bytes as <see cref="WriteWhole"/> takes; more where values are more than numbers.</summary>
    public static int WholeLength(LedgerState state) => state.Table.Metrics.Sum(
        series => series.KeyBytes + (series.Count * (4 + series.Values.Width) * sizeof(long)));

    /// <summary>Appends a record with all of it.</summary>
    /// <returns>Where the record begins, which <see cref="CheckpointFormat.EndRecord"/> completes.</returns>
    public int WriteWhole(ArrayBufferWriter<byte> output, LedgerState state)
    {
        var record = Begin(output, state, _shapes.Length);
        for (var metric = 0; metric < _shapes.Length; metric++)
        {
            var series = state.Table[metric];
            BeginMetric(output, metric, [], series.Count);
            for (var slot = 0; slot < series.Slots; slot++)
            {
                if (series.IsUsed(slot)) WriteSeries(output, series, slot);
            }
        }

        WriteSegments(output, state.Segments.All.Keys, state);
        return record;
    }

    /// <summary>Appends a record with what changed since the last one. Costs what changed.</summary>
    /// <inheritdoc cref="WriteWhole"/>
    public int WriteChanges(ArrayBufferWriter<byte> output, LedgerState state)
    {
        var record = Begin(output, state, state.Table.Metrics.Count(series => series.HasChanged));
        for (var metric = 0; metric < _shapes.Length; metric++)
        {
            var series = state.Table[metric];
            if (!series.HasChanged) continue;
            BeginMetric(output, metric, series.Removed, series.Changed.Count);
            foreach (var slot in series.Changed) WriteSeries(output, series, slot);
        }

        WriteSegments(output, state.Segments.Changed, state);
        return record;
    }

    /// <summary>
    /// Takes over what a record holds. Metrics that are not wanted any more, or changed their shape, are skipped.
    /// </summary>
    /// <param name="record">The first one, or the one after that which was read last.</param>
    /// <param name="state">Fresh before the first record.</param>
    public void Read(ReadOnlySpan<byte> record, LedgerState state)
    {
        var content = new CheckpointContent(record);
        state.Created = new DateTimeOffset(content.ReadInt64(), TimeSpan.Zero);
        state.Table.Clock.AgeTicks = content.ReadInt64();
        for (var metrics = content.ReadInt64(); metrics > 0; metrics--)
        {
            var metric = Array.IndexOf(_shapes, content.ReadText());
            ReadMetric(ref content, metric < 0 ? null : state.Table[metric]);
        }

        for (var count = content.ReadInt64(); count > 0; count--) ReadSegment(ref content, state.Segments);

        state.Leftovers.Clear();
        for (var count = content.ReadInt64(); count > 0; count--) ReadLeftover(ref content, state);
    }

    private static string Shape(MetricDefinition definition) => string.Join(
        '\n',
        [
            definition.Name,
            definition.Type.ToString(),
            .. definition.LabelNames,
            .. definition.Buckets.Select(bound => bound.ToString("R", null)),
            .. KindOf(definition),
        ]);

    // What else makes values mean something else. Quantiles do not: they are not saved.
    private static string[] KindOf(MetricDefinition definition) => definition.Type switch
    {
        MetricType.Gauge => [definition.Action.ToString()],
        MetricType.Summary => [$"{definition.Window.Ticks}"],
        MetricType.TopK => [$"{definition.MaxSeries}"],
        _ => [],
    };

    private static int Begin(ArrayBufferWriter<byte> output, LedgerState state, int metrics)
    {
        var record = CheckpointFormat.BeginRecord(output);
        CheckpointFormat.WriteInt64(output, state.Created.UtcTicks);
        CheckpointFormat.WriteInt64(output, state.Table.Clock.AgeTicks);
        CheckpointFormat.WriteInt64(output, metrics);
        return record;
    }

    private void BeginMetric(
        ArrayBufferWriter<byte> output, int metric, IReadOnlyList<RemovedSeries> removed, int count)
    {
        CheckpointFormat.WriteText(output, _shapes[metric]);
        CheckpointFormat.WriteInt64(output, removed.Count);
        foreach (var series in removed) CheckpointFormat.WriteBytes(output, series.Key);
        CheckpointFormat.WriteInt64(output, count);
    }

    private static void WriteSeries(ArrayBufferWriter<byte> output, MetricSeries series, int slot)
    {
        // Commits wait meanwhile, so room is asked for once, that of the values' length included.
        var key = series.Key(slot);
        var head = output.GetSpan(key.Length + (4 * sizeof(long)));
        BinaryPrimitives.WriteInt64LittleEndian(head, key.Length);
        key.CopyTo(head[sizeof(long)..]);
        var rest = head[(sizeof(long) + key.Length)..];
        BinaryPrimitives.WriteInt64LittleEndian(rest, slot == series.OverflowSlot ? 1 : 0);
        BinaryPrimitives.WriteInt64LittleEndian(rest[sizeof(long)..], series.TouchedAt(slot));
        output.Advance(key.Length + (3 * sizeof(long)));

        var values = CheckpointFormat.BeginBytes(output);
        series.Values.Write(slot, output);
        CheckpointFormat.EndBytes(output, values);
    }

    private static void ReadMetric(ref CheckpointContent content, MetricSeries? series)
    {
        for (var count = content.ReadInt64(); count > 0; count--)
        {
            var removed = content.ReadBytes();
            series?.RestoreRemoval(removed);
        }

        for (var count = content.ReadInt64(); count > 0; count--)
        {
            var key = content.ReadBytes();
            var isOverflow = content.ReadInt64() == 1;
            var touchedAt = content.ReadInt64();
            var values = content.ReadBytes();
            series?.Restore(key, isOverflow, touchedAt, values);
        }
    }

    private static void WriteSegments(
        ArrayBufferWriter<byte> output, IEnumerable<FileIdentity> identities, LedgerState state)
    {
        CheckpointFormat.WriteInt64(output, identities.Count());
        foreach (var identity in identities)
        {
            CheckpointFormat.WriteInt64(output, (long)identity.Device);
            CheckpointFormat.WriteInt64(output, (long)identity.Inode);
            CheckpointFormat.WriteInt64(output, identity.BirthTicks);
            var isKnown = state.Segments.TryGet(identity, out var progress);
            CheckpointFormat.WriteInt64(output, isKnown ? 1 : 0);
            if (isKnown) WriteProgress(output, progress);
        }

        CheckpointFormat.WriteInt64(output, state.Leftovers.Count);
        foreach (var leftover in state.Leftovers)
        {
            CheckpointFormat.WriteInt64(output, (long)leftover.Fate);
            WriteProgress(output, leftover.Progress);
        }
    }

    private static void ReadSegment(ref CheckpointContent content, KnownSegments segments)
    {
        var identity = new FileIdentity((ulong)content.ReadInt64(), (ulong)content.ReadInt64(), content.ReadInt64());
        if (content.ReadInt64() == 1) segments.Set(identity, ReadProgress(ref content));
        else segments.Remove(identity);
    }

    private static void ReadLeftover(ref CheckpointContent content, LedgerState state)
    {
        var fate = (LeftoverFate)content.ReadInt64();
        state.Leftovers.Add(new Leftover(ReadProgress(ref content), fate));
    }

    private static void WriteProgress(ArrayBufferWriter<byte> output, SegmentProgress progress)
    {
        CheckpointFormat.WriteText(output, progress.Path);
        CheckpointFormat.WriteInt64(output, progress.Input);
        CheckpointFormat.WriteInt64(output, progress.Offset);
        CheckpointFormat.WriteInt64(output, progress.Lines);
        CheckpointFormat.WriteInt64(output, progress.Size);
        CheckpointFormat.WriteInt64(output, progress.CompressedSize);
        CheckpointFormat.WriteInt64(output, progress.LastEventTicks);
        CheckpointFormat.WriteInt64(output, progress.LatestTicks);
        CheckpointFormat.WriteInt64(output, progress.Fingerprint.HeadLength);
        CheckpointFormat.WriteInt64(output, (long)progress.Fingerprint.HeadHash);
        CheckpointFormat.WriteInt64(output, progress.Fingerprint.TailLength);
        CheckpointFormat.WriteInt64(output, (long)progress.Fingerprint.TailHash);
        CheckpointFormat.WriteInt64(output, progress.IsSettled ? 1 : 0);
        CheckpointFormat.WriteText(output, progress.Reading?.ToString() ?? "");
        CheckpointFormat.WriteBytes(output, progress.Header);
        CheckpointFormat.WriteInt64(output, progress.Marks.All.Count);
        foreach (var mark in progress.Marks.All)
        {
            CheckpointFormat.WriteInt64(output, mark.Offset);
            CheckpointFormat.WriteInt64(output, mark.Length);
            CheckpointFormat.WriteInt64(output, (long)mark.Hash);
        }
    }

    private static ContentMarks ReadMarks(ref CheckpointContent content)
    {
        var marks = new ContentMark[content.ReadInt64()];
        for (var i = 0; i < marks.Length; i++)
            marks[i] = new ContentMark(content.ReadInt64(), (int)content.ReadInt64(), (ulong)content.ReadInt64());
        return new ContentMarks(marks);
    }

    private static SegmentProgress ReadProgress(ref CheckpointContent content) => new()
    {
        Path = content.ReadText(),
        Input = (int)content.ReadInt64(),
        Offset = content.ReadInt64(),
        Lines = content.ReadInt64(),
        Size = content.ReadInt64(),
        CompressedSize = content.ReadInt64(),
        LastEventTicks = content.ReadInt64(),
        LatestTicks = content.ReadInt64(),
        Fingerprint = new Fingerprint(
            (int)content.ReadInt64(),
            (ulong)content.ReadInt64(),
            (int)content.ReadInt64(),
            (ulong)content.ReadInt64()),
        IsSettled = content.ReadInt64() == 1,
        Reading = ReadingChoice.TryParse(content.ReadText(), out var reading) ? reading : null,
        Header = content.ReadBytes() is { IsEmpty: false } header ? header.ToArray() : null,
        Marks = ReadMarks(ref content),
    };
}
