using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LogPair.Contract;

/// <summary>What the JSON files of the contract have in common.</summary>
internal static class ContractJson
{
    /// <summary>Reads one member of an object.</summary>
    /// <param name="reader">On the member's name; to be left on the value's last token if the member is known.</param>
    /// <param name="state">What is being filled.</param>
    /// <returns>
    /// False if the member is not known; it is then skipped, for writers of this version may add members.
    /// </returns>
    public delegate bool MemberReader<TState>(ref Utf8JsonReader reader, TState state);

    /// <summary>Reads an object; <c>version</c> is checked before anything else is believed.</summary>
    public static ContractReadOutcome TryRead<TState>(
        ReadOnlySpan<byte> utf8, TState state, MemberReader<TState> member, out string? problem)
    {
        problem = null;
        try
        {
            var version = ReadVersion(utf8);
            if (version is not ContractVersion.Current)
            {
                problem = version is null ? "has no \"version\"" : ContractVersion.Refusal(version.Value);
                return version is null ? ContractReadOutcome.Damaged : ContractReadOutcome.UnknownVersion;
            }

            ReadMembers(utf8, state, member);
            return ContractReadOutcome.Read;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            problem = $"is damaged: {e.Message}";
            return ContractReadOutcome.Damaged;
        }
    }

    /// <summary>
    /// Writes an indented object that begins with the version and ends in a line feed, so that a person can read it.
    /// </summary>
    public static ReadOnlySpan<byte> Format(int version, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, version);
            members(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>A number of bytes or lines: an integer, not negative.</summary>
    public static long ReadCount(ref Utf8JsonReader reader)
    {
        var value = reader.GetInt64();
        return value >= 0 ? value : throw new FormatException($"{value} is less than 0.");
    }

    private static int? ReadVersion(ReadOnlySpan<byte> utf8)
    {
        var found = new StrongBox<int?>();
        ReadMembers(utf8, found, static (ref Utf8JsonReader reader, StrongBox<int?> state) =>
        {
            if (!reader.ValueTextEquals("version"u8)) return false;
            reader.Read();
            state.Value = reader.GetInt32();
            return true;
        });
        return found.Value;
    }

    private static void ReadMembers<TState>(ReadOnlySpan<byte> utf8, TState state, MemberReader<TState> member)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("Not a JSON object.");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!member(ref reader, state)) reader.Skip();
        }

        // Reads on to the end, so that anything after the object is noticed.
        while (reader.Read()) { }
    }
}
