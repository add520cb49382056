using System.Text.Json;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>One finding, as the JSON has it.</summary>
internal sealed record DoctorLine(string Examination, string Verdict, string What, string? Why, string? Do)
{
    public static DoctorLine Of(JsonElement json) => new(
        json.GetProperty("examination").GetString()!, json.GetProperty("verdict").GetString()!,
            json.GetProperty("what").GetString()!,
        json.TryGetProperty("why", out var why) ? why.GetString() : null, json.TryGetProperty("do", out var remedy)
            ? remedy.GetString() : null);
}
