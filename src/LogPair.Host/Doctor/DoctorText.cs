using System.Text;
using LogPair.Host.Units;

namespace LogPair.Host.Doctor;

/// <summary>Findings for people: one line each, and below what is not well, why it matters and what to do.</summary>
internal static class DoctorText
{
    private const string Reset = "\e[0m";
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Red = "\e[1;31m";
    private const string Grey = "\e[90m";

    private const int VerdictWidth = 9;

    public static string Render(IReadOnlyList<Diagnosis> diagnoses, bool hasColours)
    {
        var text = new StringBuilder();
        var width = diagnoses.Max(each => each.Examination.Length) + 2;
        var indent = new string(' ', VerdictWidth + width);
        foreach (var (examination, finding) in diagnoses)
        {
            var verdict = DoctorWords.Of(finding.Verdict).PadRight(VerdictWidth);
            text.Append(hasColours ? ColourOf(finding.Verdict) + verdict + Reset : verdict)
                .Append(examination.PadRight(width)).Append(finding.What).Append('\n');
            if (finding.Why is { } why) text.Append(indent).Append("why: ").Append(why).Append('\n');
            if (finding.Remedy is { } remedy) text.Append(indent).Append("do:  ").Append(remedy).Append('\n');
        }

        return text.Append('\n').Append(Summary(diagnoses)).Append('\n').ToString();
    }

    private static string Summary(IReadOnlyList<Diagnosis> diagnoses)
    {
        var (failures, warnings) =
            (DoctorWords.Count(diagnoses, Verdict.Failure), DoctorWords.Count(diagnoses, Verdict.Warning));
        var rest = $"{DoctorWords.Count(diagnoses, Verdict.Ok)} ok, {DoctorWords.Count(diagnoses, Verdict.Skipped)} "
            + "skipped";
        return failures + warnings == 0
            ? $"Nothing is wrong: {rest}."
            : $"{Quantity.Of(failures, "failure")}, {Quantity.Of(warnings, "warning")}; {rest}.";
    }

    private static string ColourOf(Verdict verdict) => verdict switch
    {
        Verdict.Ok => Green,
        Verdict.Warning => Yellow,
        Verdict.Failure => Red,
        _ => Grey,
    };
}
