using System.Buffers;
using System.Text;
using System.Text.Json;
using LogPair.Processor.Pipeline.Counting;

namespace LogPair.Host.Web;

/// <summary>The answer of <c>/api/v1/lines</c>: lines that count for nothing, the latest first.</summary>
internal static class LinesJson
{
    /// <param name="samples">Null if none are kept.</param>
    public static string Render(SampledLines? samples)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteBoolean("sampled", samples is not null);
            Write(json, "unmatched", samples?.Unmatched.Latest() ?? []);
            Write(json, "unparsed", samples?.Unparsed.Latest() ?? []);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<LineSample> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("reason", line.Reason);
            json.WriteString("segment", line.Path);
            json.WriteString("line", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
