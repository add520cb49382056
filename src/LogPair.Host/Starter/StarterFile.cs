using LogPair.Host.Units;

namespace LogPair.Host.Starter;

/// <summary>A rules file with comments, made of what was found.</summary>
internal static class StarterFile
{
    // Where more streams of one directory are read alike, one pattern stands for them.
    private const int ManyPaths = 4;

    private const int MaxLeftOut = 50;

    public static string Text(FieldSurvey survey, StarterRules rules)
    {
        var yaml = new YamlText();
        yaml.Line("# Rules for LogPair, to begin with: what counts is up to you. Comments say what was seen.");
        yaml.Line("# To check them:  logpair check FILE");
        yaml.Line("# To try them:    logpair replay --watch --config FILE LOGS");
        yaml.Blank();
        WriteInputs(yaml, survey);
        yaml.Blank();
        yaml.Line("metrics:");
        foreach (var (metric, index) in rules.Metrics.Select((each, index) => (each, index)))
        {
            if (index > 0) yaml.Blank();
            metric.WriteTo(yaml);
        }

        if (rules.Alternatives.Count > 0) WriteAlternatives(yaml, rules.Alternatives);
        WriteLeftOut(yaml, rules, survey.Records);
        return yaml.ToString();
    }

    private static void WriteInputs(YamlText yaml, FieldSurvey survey)
    {
        yaml.Line("inputs:");
        foreach (var format in survey.Files.GroupBy(file => file.Format.Input))
        {
            var files = format.ToList();
            foreach (var file in files.Take(ManyPaths)) WriteSeen(yaml, file);
            if (files.Count > ManyPaths)
                yaml.Comment($"… and {Quantity.Of(files.Count - ManyPaths, "more file")} like these.", indent: 2);
            WriteUnread(yaml, files);
            WriteBehind(yaml, files);
            foreach (var path in Paths(files, survey)) format.Key.WriteTo(yaml, path);
        }
    }

    private static void WriteSeen(YamlText yaml, SurveyedFile file)
    {
        var part = file.IsWhole ? "All" : "The first";
        var events = file.Format.Input.Multiline is null ? "" : $", {Quantity.Of(file.Records, "event")}";
        var rate = file.Rate is { } told ? $", {told}" : "";
        yaml.Comment(
            $"{file.Path}: {Sure(file.Format)}. {part} {Quantity.Of(file.Lines, "line")}{events}{rate}.", indent: 2);
    }

    /// <summary>How sure it is that a file has its format.</summary>
    public static string Sure(FileFormat format) => format.Confidence > 0
        ? $"{format.Describe()}, as {format.Confidence} % of its first {Quantity.Of(format.Lines, "line")} look"
        : $"{format.Describe()}, because its first {Quantity.Of(format.Lines, "line")} look like no format that is "
            + "known: name one, or write a grok or regex, to have its fields";

    private static void WriteUnread(YamlText yaml, List<SurveyedFile> files)
    {
        if (files.Find(file => file.Unread.Count > 0) is not { } first) return;

        var count = Quantity.Of(files.Sum(file => file.Unread.Count), "line");
        yaml.Comment($"{count} could not be read as {first.Format.Input.Format}. "
            + $"The first is {first.Unread.Reason}; 'logpair init' shows it.", indent: 2);
        yaml.Comment("They are counted in logpair_unparsed_lines_total. If they matter, see docs/formats/: "
            + "another format, a grok or regex pattern, or multiline.", indent: 2);
    }

    private static void WriteBehind(YamlText yaml, List<SurveyedFile> files)
    {
        if (files.Find(file => file.Behind.Length > 0) is not { } first) return;

        yaml.Comment($"Behind the fields of {first.Format.Input.Format} lines go on: {first.Behind}", indent: 2);
        yaml.Comment("To have that as fields, such as the time that a request took, name the server's own format: "
            + "format: { nginx: '…' } or { apache: '…' }, see docs/formats/access-logs.md.", indent: 2);
    }

    private static IReadOnlyList<string> Paths(List<SurveyedFile> files, FieldSurvey survey)
    {
        var paths = InputPaths.Of(files.Select(file => file.Path));
        if (paths.Count <= ManyPaths) return paths;

        var others = InputPaths.Of(survey.Files.Except(files).Select(file => file.Path)).Select(Kin).ToHashSet();
        return [.. paths.GroupBy(Kin).SelectMany(kin =>
            kin.Count() > ManyPaths && kin.Key.Extension.Length > 0 && !others.Contains(kin.Key)
                ? [Path.Combine(kin.Key.Directory, "*" + kin.Key.Extension)]
                : kin.AsEnumerable())];
    }

    private static (string Directory, string Extension) Kin(string path) =>
        (Path.GetDirectoryName(path) ?? "", Path.GetExtension(path));

    private static void WriteAlternatives(YamlText yaml, IReadOnlyList<StarterMetric> alternatives)
    {
        yaml.Blank();
        yaml.Line("  # Others that may serve you. Take '# ' away from the start of the lines of one to have it.");
        foreach (var alternative in alternatives)
        {
            var text = new YamlText();
            alternative.WriteTo(text);
            yaml.Blank();
            yaml.CommentedOut(text.ToString(), indent: 2);
        }
    }

    private static void WriteLeftOut(YamlText yaml, StarterRules rules, long records)
    {
        var leftOut = rules.Judgements.Where(each => each.Role is FieldRole.Other or FieldRole.Identity).ToList();
        if (leftOut.Count == 0) return;

        yaml.Blank();
        yaml.Line("# Fields that are no labels, and why:");
        foreach (var each in leftOut.Take(MaxLeftOut))
        {
            var seen = $"{SeenText.Distinct(each.Field)} in {SeenText.Share(each.Field.Count, records)} of the records";
            yaml.Comment($"{each.Field.Name.Text} ({each.Why}; {seen})", indent: 0);
        }
    }
}
