namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Lines that a regular expression takes apart: each named group is a field.</summary>
internal static class RegexFormat
{
    private const string PatternParameter = "pattern";
    private const string FieldsParameter = "fields";

    public static FormatDefinition Definition { get; } = new()
    {
        Name = "regex",
        Summary = "named groups of a regular expression",
        Parameters =
        [
            new FormatParameter(PatternParameter, ParameterKind.Text, IsRequired: true),
            new FormatParameter(FieldsParameter, ParameterKind.Map),
        ],
        Create = Create,
    };

    private static LineFormat? Create(FormatArguments arguments)
    {
        var text = arguments.Text(PatternParameter) ?? "";
        var pattern = Pattern.TryCreate(text, PatternFlags.ExplicitCapture, out var problem);
        if (pattern is null)
        {
            arguments.Fail(PatternParameter, $"at character {problem!.At + 1} of the pattern, {problem.Message}", problem.Hint);
            return null;
        }

        if (pattern.Groups.Count == 0)
        {
            arguments.Fail(PatternParameter, "the pattern has no named group, so its lines would have no fields",
                "Write (?<name>…) around what is to be a field.");
            return null;
        }

        var fields = Fields(pattern, arguments);
        return arguments.Problems.Count > 0
            ? null
            : new LineFormat(Definition.Name, wanted => new PatternLineParser(pattern, fields, wanted));
    }

    private static PatternField[] Fields(Pattern pattern, FormatArguments arguments)
    {
        var names = arguments.Map(FieldsParameter);
        foreach (var (group, _) in names)
        {
            if (pattern.Groups.Find(group) is null)
                arguments.Fail(FieldsParameter, $"the pattern has no group {group}", NearestName.Hint(group, pattern.Groups.Names));
        }

        return
        [
            .. pattern.Groups.Names.Select(group => new PatternField(
                group, names.FirstOrDefault(pair => pair.Key == group).Value ?? FieldNames.Plain(group), PatternFieldKind.AsWritten)),
        ];
    }
}
