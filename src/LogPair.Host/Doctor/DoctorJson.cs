using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogPair.Host.Doctor;

/// <summary>Findings for programs; <c>docs/commands.md</c> tells the shape.</summary>
internal static class DoctorJson
{
    private static readonly Verdict[] Verdicts = [Verdict.Ok, Verdict.Skipped, Verdict.Warning, Verdict.Failure];

    // It is no part of a page: quotation marks and the like may stay as they are.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Render(IReadOnlyList<Diagnosis> diagnoses)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", ProductVersion.Text);
            json.WriteString("verdict", DoctorWords.Of(Worst(diagnoses)));
            json.WriteStartObject("counts");
            foreach (var verdict in Verdicts)
                json.WriteNumber(DoctorWords.Of(verdict), DoctorWords.Count(diagnoses, verdict));
            json.WriteEndObject();
            json.WriteStartArray("findings");
            foreach (var diagnosis in diagnoses) Write(json, diagnosis);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    // What was skipped is no fault.
    private static Verdict Worst(IReadOnlyList<Diagnosis> diagnoses) =>
        diagnoses.Max(each => each.Finding.Verdict) is var worst && worst == Verdict.Skipped ? Verdict.Ok : worst;

    private static void Write(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteStartObject();
        json.WriteString("examination", diagnosis.Examination);
        json.WriteString("verdict", DoctorWords.Of(diagnosis.Finding.Verdict));
        json.WriteString("what", diagnosis.Finding.What);
        if (diagnosis.Finding.Why is { } why) json.WriteString("why", why);
        if (diagnosis.Finding.Remedy is { } remedy) json.WriteString("do", remedy);
        json.WriteEndObject();
    }
}
