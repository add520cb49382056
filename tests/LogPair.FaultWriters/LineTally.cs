using System.Text.Json;

namespace LogPair.FaultWriters;

/// <summary>Counts lines as the rules of a fault run do, but independently of LogPair. Not thread-safe.</summary>
internal sealed class LineTally
{
    /// <summary>Upper bounds of the histogram of <see cref="FaultLine.Size"/>.</summary>
    public static readonly int[] Buckets = [100, 300, 1_000, 10_000, 50_000];

    private readonly Dictionary<string, double> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (long First, long Last, long Count)> _lives = [];

    /// <summary>Complete lines, whatever they are.</summary>
    public long Lines { get; private set; }

    /// <summary>Series by the name and labels that <c>/metrics</c> gives them.</summary>
    public IReadOnlyDictionary<string, double> Series => _series;

    /// <summary>Lines that cannot have been missing on the volume but were not seen, as text; null if there are none.</summary>
    /// <remarks>The first line of a life may have been joined to the torn last one of the life before.</remarks>
    public string? Gap => _lives
        .Where(life => life.Value.First > 1 || life.Value.Last - life.Value.First + 1 != life.Value.Count)
        .Select(life => $"life {life.Key}: lines {life.Value.First} to {life.Value.Last}, but {life.Value.Count} of them")
        .FirstOrDefault();

    /// <param name="line">With its line feed.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        Lines++;
        Count("logpair_lines_total", 1);
        Count("logpair_bytes_total", line.Length);
        var isRecord = TryParse(line, out var record);
        if (isRecord) Remember(record);
        if (line.Length - 1 > FaultLines.MaxLineBytes) Count("logpair_lost_lines_total too_long", 1);
        else if (isRecord) CountRecord(record);
        else Count("logpair_unparsed_lines_total", 1);
    }

    /// <summary>Takes over what another tally counted.</summary>
    public void Add(IReadOnlyDictionary<string, double> series)
    {
        foreach (var (name, value) in series) Count(name, value);
    }

    public static string SlotSeries(int slot) => $"fault_slot_lines_total slot={slot}";

    private void CountRecord(in FaultLine record)
    {
        Count($"fault_lines_total kind={record.Kind}", 1);
        Count($"fault_size_total kind={record.Kind}", record.Size);
        Count(SlotSeries(record.Slot), 1);
        Count("fault_size_count", 1);
        Count("fault_size_sum", record.Size);
        foreach (var bound in Buckets)
        {
            if (record.Size <= bound) Count($"fault_size_bucket le={bound}", 1);
        }

        Count("fault_size_bucket le=+Inf", 1);
    }

    private void Remember(in FaultLine record)
    {
        var (first, last, count) = _lives.GetValueOrDefault(record.Life, (record.Seq, record.Seq, 0));
        _lives[record.Life] = (Math.Min(first, record.Seq), Math.Max(last, record.Seq), count + 1);
    }

    private void Count(string series, double amount)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_series, series, out _) += amount;
    }

    private static bool TryParse(ReadOnlySpan<byte> line, out FaultLine record)
    {
        record = default;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) record = ReadMember(ref reader, record);
            while (reader.Read())
            {
                // A second document would be an error here.
            }

            return record.Kind is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static FaultLine ReadMember(ref Utf8JsonReader reader, in FaultLine record)
    {
        var name = reader.ValueSpan;
        reader.Read();
        if (name.SequenceEqual("Kind"u8)) return record with { Kind = reader.GetString() ?? "" };
        if (name.SequenceEqual("Slot"u8)) return record with { Slot = reader.GetInt32() };
        if (name.SequenceEqual("Life"u8)) return record with { Life = reader.GetInt32() };
        if (name.SequenceEqual("Seq"u8)) return record with { Seq = reader.GetInt64() };
        return name.SequenceEqual("Size"u8) ? record with { Size = reader.GetInt32() } : record;
    }
}
