using System.Buffers;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline;

/// <summary>Offsets and values of one moment, to bytes and back.</summary>
internal static class CheckpointSerializer
{
    /// <param name="output">Overwritten.</param>
    /// <param name="table">The caller holds the lock of the ledger.</param>
    /// <param name="segments">Of the same moment.</param>
    public static void Write(
        ArrayBufferWriter<byte> output, SeriesTable table, Dictionary<FileIdentity, SegmentProgress> segments)
    {
        output.ResetWrittenCount();
        CheckpointFormat.WriteHeader(output);
        CheckpointFormat.WriteInt64(output, table.Metrics.Count);
        foreach (var series in table.Metrics) WriteMetric(output, series);
        CheckpointFormat.WriteInt64(output, segments.Count);
        foreach (var (identity, progress) in segments) WriteSegment(output, identity, progress);
        CheckpointFormat.WriteChecksum(output);
    }

    /// <summary>
    /// Takes over what was saved. Metrics that are not wanted any more, or changed their shape, start anew.
    /// </summary>
    /// <param name="file">The whole file; <see cref="CheckpointFormat.FindDamage"/> found none.</param>
    /// <param name="table">Fresh.</param>
    /// <param name="segments">Empty.</param>
    public static void Read(
        ReadOnlySpan<byte> file, SeriesTable table, Dictionary<FileIdentity, SegmentProgress> segments)
    {
        var content = new CheckpointContent(file);
        var byShape = table.Metrics.ToDictionary(series => Shape(series.Definition));
        for (var metrics = content.ReadInt64(); metrics > 0; metrics--)
        {
            var series = byShape.GetValueOrDefault(content.ReadText());
            ReadMetric(ref content, series);
        }

        for (var count = content.ReadInt64(); count > 0; count--)
        {
            var identity = new FileIdentity(
                (ulong)content.ReadInt64(), (ulong)content.ReadInt64(), content.ReadInt64());
            segments[identity] = new SegmentProgress(content.ReadText(), content.ReadInt64(), content.ReadInt64());
        }
    }

    // Values carry over exactly when this text is the same: then old and new values mean the same to Prometheus.
    private static string Shape(MetricDefinition definition) => string.Join(
        '\n',
        [
            definition.Name,
            definition.Type.ToString(),
            .. definition.LabelNames,
            .. definition.Buckets.Select(bound => bound.ToString("R", null)),
        ]);

    private static void WriteMetric(ArrayBufferWriter<byte> output, MetricSeries series)
    {
        CheckpointFormat.WriteText(output, Shape(series.Definition));
        CheckpointFormat.WriteInt64(output, series.Width);
        CheckpointFormat.WriteInt64(output, series.Count);
        for (var slot = 0; slot < series.Count; slot++)
        {
            CheckpointFormat.WriteBytes(output, series.Key(slot));
            CheckpointFormat.WriteInt64(output, series.EventTicks(slot));
            foreach (var value in series.Values(slot)) CheckpointFormat.WriteDouble(output, value);
        }
    }

    private static void ReadMetric(ref CheckpointContent content, MetricSeries? series)
    {
        var values = new double[content.ReadInt64()];
        for (var count = content.ReadInt64(); count > 0; count--)
        {
            var key = content.ReadBytes();
            var eventTicks = content.ReadInt64();
            for (var i = 0; i < values.Length; i++) values[i] = content.ReadDouble();
            series?.Restore(key, values, eventTicks);
        }
    }

    private static void WriteSegment(ArrayBufferWriter<byte> output, FileIdentity identity, SegmentProgress progress)
    {
        CheckpointFormat.WriteInt64(output, (long)identity.Device);
        CheckpointFormat.WriteInt64(output, (long)identity.Inode);
        CheckpointFormat.WriteInt64(output, identity.BirthTicks);
        CheckpointFormat.WriteText(output, progress.Path);
        CheckpointFormat.WriteInt64(output, progress.Offset);
        CheckpointFormat.WriteInt64(output, progress.LastEventTicks);
    }
}
