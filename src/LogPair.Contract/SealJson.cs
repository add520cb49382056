using System.Buffers.Binary;
using System.Text.Json;

namespace LogPair.Contract;

/// <summary>The text form of a seal, both directions.</summary>
internal static class SealJson
{
    public static ReadOnlySpan<byte> Format(Seal seal) => ContractJson.Format(seal.Version, json =>
    {
        json.WriteNumber("bytes"u8, seal.Bytes);
        json.WriteNumber("lines"u8, seal.Lines);
        json.WriteString("xxh3"u8, FormatHash(seal.Hash));
        if (seal.FirstEvent is { } first) json.WriteString("firstEvent"u8, first);
        if (seal.LastEvent is { } last) json.WriteString("lastEvent"u8, last);
        json.WriteStartObject("dropped"u8);
        foreach (var (reason, lines) in seal.Dropped) json.WriteNumber(reason, lines);
        json.WriteEndObject();
        json.WriteNumber("tornBytes"u8, seal.TornBytes);
    });

    public static ContractReadOutcome TryParse(ReadOnlySpan<byte> utf8, out Seal? seal, out string? problem)
    {
        seal = null;
        var draft = new Draft();
        var outcome = ContractJson.TryRead(utf8, draft, ReadMember, out problem);
        if (outcome != ContractReadOutcome.Read) return outcome;

        if (draft.Bytes is not { } bytes || draft.Lines is not { } lines || draft.Hash is not { } hash)
        {
            problem = "is damaged: a seal states at least \"bytes\", \"lines\" and \"xxh3\".";
            return ContractReadOutcome.Damaged;
        }

        seal = new Seal
        {
            Bytes = bytes,
            Lines = lines,
            Hash = hash,
            FirstEvent = draft.FirstEvent,
            LastEvent = draft.LastEvent,
            Dropped = draft.Dropped,
            TornBytes = draft.TornBytes,
        };
        return outcome;
    }

    private static bool ReadMember(ref Utf8JsonReader reader, Draft draft)
    {
        var name = reader.GetString();
        if (name is not ("bytes" or "lines" or "xxh3" or "firstEvent" or "lastEvent" or "dropped" or "tornBytes"))
            return false;

        reader.Read();
        switch (name)
        {
            case "bytes": draft.Bytes = ContractJson.ReadCount(ref reader); break;
            case "lines": draft.Lines = ContractJson.ReadCount(ref reader); break;
            case "xxh3": draft.Hash = ParseHash(reader.GetString()); break;
            case "firstEvent": draft.FirstEvent = reader.GetDateTimeOffset(); break;
            case "lastEvent": draft.LastEvent = reader.GetDateTimeOffset(); break;
            case "dropped": ReadDropped(ref reader, draft.Dropped); break;
            default: draft.TornBytes = ContractJson.ReadCount(ref reader); break;
        }

        return true;
    }

    private static void ReadDropped(ref Utf8JsonReader reader, Dictionary<string, long> dropped)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("\"dropped\" is not an object.");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var reason = reader.GetString()!;
            reader.Read();
            dropped[reason] = ContractJson.ReadCount(ref reader);
        }
    }

    /// <summary>Big-endian, the canonical form of XxHash and what <c>xxhsum -H3</c> prints.</summary>
    private static string FormatHash(ulong hash)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, hash);
        return Convert.ToHexStringLower(bytes);
    }

    private static ulong ParseHash(string? text) => text?.Length == 2 * sizeof(ulong)
        ? BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(text))
        : throw new FormatException("\"xxh3\" is not 16 hexadecimal digits.");

    private sealed class Draft
    {
        public long? Bytes { get; set; }
        public long? Lines { get; set; }
        public ulong? Hash { get; set; }
        public DateTimeOffset? FirstEvent { get; set; }
        public DateTimeOffset? LastEvent { get; set; }
        public Dictionary<string, long> Dropped { get; } = new(StringComparer.Ordinal);
        public long TornBytes { get; set; }
    }
}
