using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>
/// Reads <c>exemplars</c>: <c>true</c> for the built-in trace and span ids, or an expression for the trace id.
/// </summary>
internal static class ExemplarsReader
{
    public static ExemplarSource? Read(YamlNode? node, RulesFile file)
    {
        if (node is YamlScalar { Value: "false" } or null) return null;

        if (node is YamlScalar { Value: "true" }) return new ExemplarSource(Field("@tr", file), Field("@sp", file));

        return file.Expression(node, "exemplars") is { } trace ? new ExemplarSource(trace, span: null) : null;
    }

    private static FieldNode Field(string name, RulesFile file) => new(file.Fields.Add(new FieldPath(name)));
}
