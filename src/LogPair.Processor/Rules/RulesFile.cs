using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions;
using LogPair.Processor.Rules.Expressions.Compilation;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>One rules file while it is read: what is wrong with it so far, and the fields it needs.</summary>
internal sealed class RulesFile
{
    private readonly string _name;
    private readonly ScalarText _text;
    private readonly List<RuleError> _errors = [];
    private readonly List<RuleError> _warnings = [];

    /// <param name="name">For messages.</param>
    /// <param name="yaml">Its content.</param>
    /// <param name="variable">Answers for environment variables; null if there are none.</param>
    public RulesFile(string name, string yaml, Func<string, string?>? variable = null)
    {
        _name = name;
        Variable = variable ?? (_ => null);
        _text = new ScalarText(yaml);
    }

    public FieldSet Fields { get; } = new();

    /// <summary>The value of an environment variable; null if it is not set.</summary>
    public Func<string, string?> Variable { get; }

    public IReadOnlyList<RuleError> Errors => InOrder(_errors);

    public IReadOnlyList<RuleError> Warnings => InOrder(_warnings);

    public void Error(YamlPosition at, string message, string hint = "") => _errors.Add(Problem(at, message, hint));

    public void Warning(YamlPosition at, string message, string hint = "") => _warnings.Add(Problem(at, message, hint));

    /// <summary>The text of a scalar; null, with an error, for anything else.</summary>
    public string? Text(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: false } scalar) return scalar.Value;

        Error(node.Position, $"{what} must be a single value, not {node.Description}");
        return null;
    }

    /// <summary>The items of a list; none, with an error, for anything else.</summary>
    public IReadOnlyList<YamlNode> Items(YamlNode node, string what)
    {
        if (node is YamlList list) return list.Items;

        Error(node.Position, $"{what} must be a list, not {node.Description}", "Begin each item with a dash.");
        return [];
    }

    /// <summary>The entries of a mapping; null, with an error, for anything else.</summary>
    public YamlMapping? Mapping(YamlNode node, string what)
    {
        if (node is YamlMapping mapping) return mapping;

        Error(node.Position, $"{what} must be a mapping, not {node.Description}", "Write key: value.");
        return null;
    }

    /// <summary>Compiles an expression; null if it has errors.</summary>
    public Node? Expression(YamlNode node, string what)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            Error(node.Position, $"{what} must be an expression, not {node.Description}", node is YamlScalar
                ? "Write one, or remove the key."
                : "An expression that begins with a bracket or brace needs quotes around all of it.");
            return null;
        }

        var problems = new ExpressionProblems();
        var compiled = ExpressionCompiler.Compile(scalar.Value, Fields, problems);
        foreach (var problem in problems.All)
        {
            var target = problem.Severity == ProblemSeverity.Error ? _errors : _warnings;
            target.Add(Problem(_text.Locate(scalar, problem.Start), $"{what}: {problem.Message}", problem.Hint));
        }

        return problems.HasErrors ? null : compiled;
    }

    private RuleError Problem(YamlPosition at, string message, string hint) =>
        new(_name, at.Line, at.Column, message, hint);

    private static RuleError[] InOrder(List<RuleError> problems) =>
        [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
