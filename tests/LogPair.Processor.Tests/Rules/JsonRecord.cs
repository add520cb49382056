using System.Text;
using System.Text.Json;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Rules;

/// <summary>A plain reading of a CLEF line for tests of rules, independent of the product's parsers.</summary>
internal sealed class JsonRecord
{
    private readonly byte[] _line;
    private readonly FieldBuffer _buffer;
    private readonly FieldSlice[] _slices;

    public JsonRecord(byte[] line, FieldSet fields)
    {
        _line = line;
        _buffer = new FieldBuffer(fields);
        _slices = [.. Enumerable.Range(0, fields.Count).Select(slot => Find(fields[slot]))];
        Rewind();
    }

    public JsonRecord(string line, FieldSet fields)
        : this(Encoding.UTF8.GetBytes(line), fields)
    {
    }

    public LogRecord Record => new(_line, _buffer);

    /// <summary>Fills the buffer as if the line had just been parsed again.</summary>
    public void Rewind()
    {
        _buffer.Clear();
        for (var slot = 0; slot < _slices.Length; slot++) _buffer[slot] = _slices[slot];
    }

    private FieldSlice Find(FieldPath path)
    {
        var reader = new Utf8JsonReader(_line);
        reader.Read();
        foreach (var member in path.Members)
        {
            if (!Enter(ref reader, member))
            {
                return path.Members[0] == "@l" ? FieldBuffer.ImpliedInformation : default;
            }
        }

        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var kind = reader.ValueIsEscaped ? FieldKind.EscapedText : FieldKind.Text;
                return new FieldSlice(start + 1, reader.ValueSpan.Length, kind);
            case JsonTokenType.Number:
                return new FieldSlice(start, reader.ValueSpan.Length, FieldKind.Number);
            case JsonTokenType.True:
                return new FieldSlice(start, 4, FieldKind.True);
            case JsonTokenType.False:
                return new FieldSlice(start, 5, FieldKind.False);
            case JsonTokenType.Null:
                return new FieldSlice(start, 4, FieldKind.Null);
            default:
                reader.Skip();
                return new FieldSlice(start, (int)reader.BytesConsumed - start, FieldKind.Structure);
        }
    }

    private static bool Enter(ref Utf8JsonReader reader, string member)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMember = reader.ValueTextEquals(member);
            reader.Read();
            if (isMember) return true;
            reader.Skip();
        }

        return false;
    }
}
