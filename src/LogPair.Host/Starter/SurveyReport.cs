using LogPair.Host.Series;
using LogPair.Host.Units;

namespace LogPair.Host.Starter;

/// <summary>What was found, for people.</summary>
internal static class SurveyReport
{
    private const int MaxNameLength = 40;
    private const int MaxFields = 60;

    public static IEnumerable<string> Lines(FieldSurvey survey, StarterRules rules)
    {
        foreach (var file in survey.Files)
        {
            yield return PrintableText.Of($"{file.Path}: {StarterFile.Sure(file.Format)}");
            var part = file.IsWhole ? "all" : "the first";
            yield return $"  {part} {Quantity.Of(file.Lines, "line")}, {Quantity.Of(file.Records, "record")}"
                + (file.Rate is { } rate ? $", {rate}" : ", no times that can be read");
            if (file.Behind.Length > 0)
            {
                yield return $"  lines go on behind the known fields: {file.Behind}; "
                    + "name the server's own format to have that";
            }

            if (file.Unread.Count == 0) continue;

            yield return $"  {Quantity.Of(file.Unread.Count, "line")} could not be read ({file.Unread.Reason}), "
                + $"such as: {file.Unread.Example}";
            yield return "    Name another format (docs/formats/), write a grok or regex pattern for such lines, "
                + "or join them with multiline.";
        }

        var fields = survey.Fields.ToList();
        yield return $"{Quantity.Of(fields.Count, "field")} in {Quantity.Of(survey.Records, "record")}:";
        foreach (var seen in fields.Take(MaxFields)) yield return Row(seen, survey.Records, rules);
        if (fields.Count > MaxFields) yield return $"  … and {Quantity.Of(fields.Count - MaxFields, "more field")}";
        if (survey.IsFull) yield return $"  There are more than {FieldNames.MaxFields}; the others were not looked at.";
        var names = string.Join(", ", rules.Metrics.Select(metric => metric.Name));
        yield return $"{Quantity.Of(rules.Metrics.Count, "metric")}: {names}";
    }

    private static string Row(FieldStatistics seen, long records, StarterRules rules)
    {
        var name = YamlText.Printable(seen.Name.Text);
        if (name.Length > MaxNameLength) name = name[..MaxNameLength] + "…";
        var kind = seen.Name.Text == "@t" ? "timestamp" : seen.Kind.ToString().ToLowerInvariant();
        var judgement = rules.Judgements.FirstOrDefault(each => ReferenceEquals(each.Field, seen));
        var use = judgement.Why is { Length: > 0 } said ? said : Use(judgement.Role);
        var why = judgement.Field is null ? "" : $"  ({use})";
        return $"  {name,-24} {kind,-10} {SeenText.Share(seen.Count, records),6}  {SeenText.Distinct(seen)}{why}";
    }

    private static string Use(FieldRole role) => role switch
    {
        FieldRole.Status => "status of a request",
        FieldRole.Method => "method of a request",
        FieldRole.Path => "path of a request; a label by its route",
        FieldRole.Duration => "a histogram in seconds",
        FieldRole.Size => "a histogram in bytes",
        FieldRole.Level => "a gauge",
        FieldRole.Category => "fit for a label",
        _ => "no label",
    };
}
