using System.Diagnostics.Metrics;

namespace LogPair.Generator;

/// <summary>
/// The numbers of <see cref="LogPairStatus"/> as instruments,
/// for whoever listens. Costs next to nothing when nobody does.
/// </summary>
internal sealed class GeneratorMetrics(string stream)
{
    public const string MeterName = "LogPair.Generator";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> EventsWritten = Meter.CreateCounter<long>(
        "logpair.generator.events.written", "{event}", "Events that reached the kernel as whole lines.");

    private static readonly Counter<long> BytesWritten = Meter.CreateCounter<long>(
        "logpair.generator.bytes.written", "By", "Bytes of the events written, line feeds included.");

    private static readonly Counter<long> EventsDropped = Meter.CreateCounter<long>(
        "logpair.generator.events.dropped", "{event}", "Events given up, by reason.");

    private static readonly Counter<long> SegmentsSealed = Meter.CreateCounter<long>(
        "logpair.generator.segments.sealed", "{segment}", "Segments sealed.");

    private static readonly Counter<long> LinesDeletedUnread = Meter.CreateCounter<long>(
        "logpair.generator.lines.deleted_unread", "{line}",
        "Lines written, and deleted for the volume budget before they were acknowledged.");

    private static readonly UpDownCounter<long> OtherWriters = Meter.CreateUpDownCounter<long>(
        "logpair.generator.other_writers", "{writer}", "Others that write this stream in this directory now.");

    private readonly KeyValuePair<string, object?> _stream = new("stream", stream);

    public void Written(int bytes)
    {
        EventsWritten.Add(1, _stream);
        BytesWritten.Add(bytes, _stream);
    }

    public void Dropped(string reason) => EventsDropped.Add(1, _stream, new("reason", reason));

    public void DeletedUnread(long lines) => LinesDeletedUnread.Add(lines, _stream);

    public void OtherWritersChanged(int difference) => OtherWriters.Add(difference, _stream);

    public void Sealed() => SegmentsSealed.Add(1, _stream);
}
