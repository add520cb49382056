using System.Buffers;
using System.Text;
using System.Text.Json;
using LogPair.Host.Configuration;
using LogPair.Host.Units;

namespace LogPair.Host.Commands;

/// <summary>Checks rules files as <c>run</c> would, environment left aside.</summary>
internal static class CheckRunner
{
    /// <param name="files">Rules files; one that is named twice is checked once.</param>
    /// <param name="form">How to tell.</param>
    /// <param name="isStrict">Whether warnings fail the check, too.</param>
    /// <param name="surroundings">Confirmations and JSON go to its output, findings for people to its error stream.</param>
    public static int Run(IReadOnlyList<string> files, CheckForm form, bool isStrict, Surroundings surroundings)
    {
        var findings = new List<RulesFinding>();
        foreach (var file in files.Distinct(StringComparer.Ordinal)) findings.AddRange(Check(file, form, surroundings));

        if (form == CheckForm.Json) surroundings.Print(AsJson(findings));
        var errors = findings.Count(finding => finding.IsError);
        var warnings = findings.Count - errors;
        if (form == CheckForm.Lines && findings.Count > 0) surroundings.Error.WriteLine(Summary(errors, warnings));
        return errors == 0 && !(isStrict && warnings > 0) ? ExitCode.Done : ExitCode.WrongUse;
    }

    private static List<RulesFinding> Check(string file, CheckForm form, Surroundings surroundings)
    {
        var flags = new Dictionary<string, string> { [SettingTable.Config.Flag] = file };
        var configuration = ConfigurationLoader.Load(flags, variable: _ => null);
        List<RulesFinding> findings =
        [
            .. configuration.Errors.Select(problem => RulesFinding.Of(file, problem, isError: true)),
            .. Warnings(file, configuration).Select(problem => RulesFinding.Of(file, problem, isError: false)),
        ];
        if (form == CheckForm.Json) return findings;

        foreach (var finding in findings) surroundings.Error.WriteLine(finding);
        if (configuration.Errors.Count == 0)
        {
            surroundings.Print($"{file}: no errors; {Quantity.Of(configuration.Rules.Metrics.Count, "metric")}, "
                + $"{Quantity.Of(configuration.Rules.Inputs.Count, "input")}\n");
        }

        return findings;
    }

    private static IEnumerable<ConfigurationProblem> Warnings(string file, LoadedConfiguration configuration)
    {
        foreach (var warning in configuration.Doubts) yield return warning;
        if (configuration.Errors.Count == 0 && configuration.Rules.Metrics.Count == 0)
            yield return new(file, "no metrics", "Only those of LogPair itself will appear.");
    }

    private static string AsJson(List<RulesFinding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (var finding in findings) Write(json, finding);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, RulesFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("file", finding.File);
        if (finding.Line > 0) json.WriteNumber("line", finding.Line);
        if (finding.Line > 0) json.WriteNumber("column", finding.Column);
        json.WriteString("severity", finding.IsError ? "error" : "warning");
        json.WriteString("message", finding.Problem.What);
        json.WriteString("hint", finding.Problem.Hint);
        json.WriteEndObject();
    }

    private static string Summary(int errors, int warnings) => (errors, warnings) switch
    {
        (_, 0) => $"{Quantity.Of(errors, "error")}.",
        (0, _) => $"{Quantity.Of(warnings, "warning")}.",
        _ => $"{Quantity.Of(errors, "error")}, {Quantity.Of(warnings, "warning")}.",
    };
}
