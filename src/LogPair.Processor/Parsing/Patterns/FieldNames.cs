namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Names of fields as patterns write them.</summary>
internal static class FieldNames
{
    /// <summary><c>[http][response][status]</c>, as Logstash writes members, with periods; others as they are.</summary>
    public static string Plain(string name) => name is ['[', .., ']']
        ? name[1..^1].Replace("][", ".", StringComparison.Ordinal)
        : name;
}
