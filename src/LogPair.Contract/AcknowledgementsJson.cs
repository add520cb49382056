using System.Text.Json;

namespace LogPair.Contract;

/// <summary>The text form of acknowledgements, both directions.</summary>
internal static class AcknowledgementsJson
{
    public static ReadOnlySpan<byte> Format(Acknowledgements acknowledgements) =>
        ContractJson.Format(acknowledgements.Version, json =>
        {
            json.WriteString("generated"u8, acknowledgements.Generated);
            json.WriteStartObject("segments"u8);
            foreach (var (segment, bytes) in acknowledgements.Segments) json.WriteNumber(segment, bytes);
            json.WriteEndObject();
        });

    public static ContractReadOutcome TryParse(
        ReadOnlySpan<byte> utf8, out Acknowledgements? acknowledgements, out string? problem)
    {
        acknowledgements = null;
        var draft = new Draft();
        var outcome = ContractJson.TryRead(utf8, draft, ReadMember, out problem);
        if (outcome != ContractReadOutcome.Read) return outcome;

        if (draft.Generated is not { } generated || !draft.HasSegments)
        {
            problem = "is damaged: acknowledgements state \"generated\" and \"segments\".";
            return ContractReadOutcome.Damaged;
        }

        acknowledgements = new Acknowledgements { Generated = generated, Segments = draft.Segments };
        return outcome;
    }

    private static bool ReadMember(ref Utf8JsonReader reader, Draft draft)
    {
        var isSegments = reader.ValueTextEquals("segments"u8);
        if (!isSegments && !reader.ValueTextEquals("generated"u8)) return false;

        reader.Read();
        if (isSegments) ReadSegments(ref reader, draft);
        else draft.Generated = reader.GetDateTimeOffset();
        return true;
    }

    private static void ReadSegments(ref Utf8JsonReader reader, Draft draft)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("\"segments\" is not an object.");

        draft.HasSegments = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var segment = reader.GetString()!;
            reader.Read();
            draft.Segments.Add(new Acknowledgement(segment, ContractJson.ReadCount(ref reader)));
        }
    }

    private sealed class Draft
    {
        public DateTimeOffset? Generated { get; set; }
        public bool HasSegments { get; set; }
        public List<Acknowledgement> Segments { get; } = [];
    }
}
