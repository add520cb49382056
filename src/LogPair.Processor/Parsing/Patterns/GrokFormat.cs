namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Lines that a pattern of named patterns takes apart, as Logstash's grok filter does.</summary>
internal static class GrokFormat
{
    private const string PatternParameter = "pattern";
    private const string OwnParameter = "patterns";

    public static FormatDefinition Definition { get; } = new()
    {
        Name = "grok",
        Summary = "named patterns, as Logstash has them",
        Parameters =
        [
            new FormatParameter(PatternParameter, ParameterKind.Text, IsRequired: true),
            new FormatParameter(OwnParameter, ParameterKind.Map),
        ],
        Create = Create,
    };

    private static LineFormat? Create(FormatArguments arguments)
    {
        var own = Own(arguments);
        var expanded = GrokExpander.Expand(arguments.Text(PatternParameter) ?? "", own, out var fields, out var problem);
        if (problem is not null)
            arguments.Fail(PatternParameter, $"at character {problem.At + 1} of the pattern, {problem.Message}", problem.Hint);
        return arguments.Problems.Count > 0 ? null : Create(expanded, fields, arguments);
    }

    private static LineFormat? Create(string expanded, IReadOnlyList<PatternField> fields, FormatArguments arguments)
    {
        var pattern = Pattern.TryCreate(expanded, PatternFlags.ExplicitCapture, out var problem);
        if (pattern is null)
        {
            arguments.Fail(PatternParameter, $"in the pattern, written out, {problem!.Message}", problem.Hint);
            return null;
        }

        var groups = fields.Select(field => field.Group).ToHashSet(StringComparer.Ordinal);
        PatternField[] all =
        [
            .. fields,
            .. pattern.Groups.Names.Where(name => !groups.Contains(name))
                .Select(name => new PatternField(name, FieldNames.Plain(name), PatternFieldKind.AsWritten)),
        ];
        if (all.Length > 0) return new LineFormat(Definition.Name, wanted => new PatternLineParser(pattern, all, wanted));

        arguments.Fail(PatternParameter, "the pattern names no field, so its lines would have none", "Write %{NAME:field}.");
        return null;
    }

    // Each is tried by itself, so that what is wrong in one is told of that one, used or not.
    private static Dictionary<string, string> Own(FormatArguments arguments)
    {
        var own = new Dictionary<string, string>(arguments.Map(OwnParameter), StringComparer.Ordinal);
        foreach (var (name, text) in own)
        {
            var expanded = GrokExpander.Expand(text, own, out _, out var problem);
            if (problem is null) Pattern.TryCreate(expanded, PatternFlags.ExplicitCapture, out problem);
            if (problem is not null) arguments.Fail(OwnParameter, $"in the pattern {name}, {problem.Message}", problem.Hint);
        }

        return own;
    }
}
