using System.Buffers;
using System.Text;
using System.Text.Json;
using LogPair.Host.Configuration;
using LogPair.Host.Web;

namespace LogPair.Host.Commands;

/// <summary>Prints the merged configuration with the source of each value.</summary>
internal static class ConfigShowRunner
{
    public static int Run(IReadOnlyDictionary<string, string> flags, ConfigForm form, Surroundings surroundings)
    {
        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        surroundings.Print(form == ConfigForm.Json ? AsJson(configuration.Resolved) : AsTable(configuration.Resolved));
        foreach (var problem in configuration.Problems) surroundings.Error.WriteLine(problem);
        using var guard = WebGuard.TryOpen(configuration.Settings.WebConfig, surroundings.Time, out var webErrors);
        foreach (var error in webErrors) surroundings.Error.WriteLine(error);
        return configuration.Problems.Count + webErrors.Count == 0 ? ExitCode.Done : ExitCode.WrongUse;
    }

    private static string AsTable(IReadOnlyList<ResolvedSetting> resolved)
    {
        var nameWidth = resolved.Max(each => each.Setting.Name.Length);
        var textWidth = resolved.Max(each => TextOf(each).Length);
        var table = new StringBuilder();
        foreach (var each in resolved)
        {
            var name = each.Setting.Name.PadRight(nameWidth);
            var text = TextOf(each).PadRight(textWidth);
            table.Append($"{name}  {text}  {each.SourceName} {each.Where}".TrimEnd()).Append('\n');
        }

        return table.ToString();
    }

    private static string AsJson(IReadOnlyList<ResolvedSetting> resolved)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var each in resolved)
            {
                json.WriteStartObject(each.Setting.Name);
                json.WriteString("value", each.Text);
                json.WriteString("source", each.SourceName);
                if (each.Where.Length > 0) json.WriteString("where", each.Where);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static string TextOf(ResolvedSetting resolved) => resolved.Text.Length == 0 ? "(none)" : resolved.Text;
}
