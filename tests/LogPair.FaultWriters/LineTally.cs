using System.Text.Json;

namespace LogPair.FaultWriters;

/// <summary>Counts lines as the rules of a fault run do, but independently of LogPair. Not thread-safe.</summary>
internal sealed class LineTally
{
    /// <summary>Upper bounds of the histogram of <see cref="FaultLine.Size"/>.</summary>
    public static readonly int[] Buckets = [100, 300, 1_000, 10_000, 50_000];

    private readonly long[] _byKind = new long[FaultLine.Kinds];
    private readonly long[] _sizeByKind = new long[FaultLine.Kinds];
    private readonly long[] _bySlot = new long[FaultLines.Slots];
    private readonly long[] _byBucket = new long[Buckets.Length];
    private readonly Dictionary<int, (long First, long Last, long Count)> _lives = [];
    private long _tooLong;
    private long _unparsed;

    /// <summary>Complete lines, whatever they are.</summary>
    public long Lines { get; private set; }

    /// <summary>Their bytes, line feeds included.</summary>
    public long Bytes { get; private set; }

    /// <summary>
    /// Lines that cannot have been missing on the volume but were not seen, as text; null if there are none.
    /// </summary>
    /// <remarks>The first line of a life may have been joined to the torn last one of the life before.</remarks>
    public string? Gap => _lives
        .Where(life => life.Value.First > 1 || life.Value.Last - life.Value.First + 1 != life.Value.Count)
        .Select(life => $"life {life.Key}: lines {life.Value.First} to {life.Value.Last}, but {life.Value.Count} of them")
        .FirstOrDefault();

    /// <summary>The name that <see cref="Series"/> gives to the lines of a slot.</summary>
    public static string SlotSeries(int slot) => $"fault_slot_lines_total slot={slot}";

    /// <summary>Records of one slot.</summary>
    public long OfSlot(int slot) => _bySlot[slot];

    /// <param name="line">With its line feed.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        Lines++;
        Bytes += line.Length;
        var isRecord = TryParse(line, out var record);
        if (isRecord) Remember(record);
        if (line.Length - 1 > FaultLines.MaxLineBytes) _tooLong++;
        else if (isRecord) CountRecord(record);
        else _unparsed++;
    }

    /// <summary>Every series, by the name and labels that <c>/metrics</c> gives it.</summary>
    public Dictionary<string, double> Series()
    {
        var series = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["logpair_lines_total"] = Lines,
            ["logpair_bytes_total"] = Bytes,
            ["logpair_unparsed_lines_total"] = _unparsed,
            ["logpair_lost_lines_total too_long"] = _tooLong,
            ["fault_size_bucket le=+Inf"] = _byKind.Sum(),
            ["fault_size_count"] = _byKind.Sum(),
            ["fault_size_sum"] = _sizeByKind.Sum(),
        };
        for (var bucket = 0; bucket < Buckets.Length; bucket++)
            series[$"fault_size_bucket le={Buckets[bucket]}"] = _byBucket[bucket];
        for (var slot = 0; slot < FaultLines.Slots; slot++) series[SlotSeries(slot)] = _bySlot[slot];
        for (var kind = 0; kind < FaultLine.Kinds; kind++)
        {
            series[$"fault_lines_total kind={FaultLine.Label(kind)}"] = _byKind[kind];
            series[$"fault_size_total kind={FaultLine.Label(kind)}"] = _sizeByKind[kind];
        }

        return series;
    }

    private void CountRecord(in FaultLine record)
    {
        _byKind[record.Kind]++;
        _sizeByKind[record.Kind] += record.Size;
        _bySlot[record.Slot]++;
        for (var bucket = 0; bucket < Buckets.Length; bucket++)
        {
            if (record.Size <= Buckets[bucket]) _byBucket[bucket]++;
        }
    }

    private void Remember(in FaultLine record)
    {
        var (first, last, count) = _lives.GetValueOrDefault(record.Life, (record.Seq, record.Seq, 0));
        _lives[record.Life] = (Math.Min(first, record.Seq), Math.Max(last, record.Seq), count + 1);
    }

    private static bool TryParse(ReadOnlySpan<byte> line, out FaultLine record)
    {
        record = default;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                record = ReadMember(ref reader, record);
            while (reader.Read())
            {
                // A second document would be an error here.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A torn line with another behind it may begin as any of these and go on as anything.
    private static FaultLine ReadMember(ref Utf8JsonReader reader, in FaultLine record)
    {
        var name = reader.ValueSpan;
        reader.Read();
        if (name.SequenceEqual("Kind"u8))
            return record with { Kind = reader.ValueSpan is [_, >= (byte)'0' and <= (byte)'9'] ? reader.ValueSpan[1] - '0' : 0 };
        if (name.SequenceEqual("Slot"u8)) return record with { Slot = (int)Number(ref reader) };
        if (name.SequenceEqual("Life"u8)) return record with { Life = (int)Number(ref reader) };
        if (name.SequenceEqual("Seq"u8)) return record with { Seq = Number(ref reader) };
        return name.SequenceEqual("Size"u8) ? record with { Size = (int)Number(ref reader) } : record;
    }

    private static long Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : 0;
}
