using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogPair.Host.Logging;

/// <summary>One JSON object a line.</summary>
/// <remarks>
/// timestamp, level, category, eventId, event and message; then the fields and the exception, if any.
/// </remarks>
internal sealed class JsonLogEntryFormatter : ILogEntryFormatter
{
    private const string TemplateField = "{OriginalFormat}";

    // The relaxed encoder keeps quotes and non-ASCII letters readable; it still escapes every control character.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(in LogEntry entry, IBufferWriter<byte> destination)
    {
        using (var json = new Utf8JsonWriter(destination, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp",
                entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", LogLevelNames.NameOf(entry.Level));
            json.WriteString("category", entry.Category);
            json.WriteNumber("eventId", entry.Event.Id);
            if (entry.Event.Name is { } name) json.WriteString("event", name);
            json.WriteString("message", entry.Message);
            WriteFields(json, entry.Fields);
            if (entry.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        destination.Write("\n"u8);
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        if (!fields.Any(field => field.Key != TemplateField)) return;

        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            if (name == TemplateField) continue;

            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case IFormattable formattable:
                json.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
