using System.Globalization;
using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions;
using LogPair.Processor.Rules.Expressions.Compilation;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Tests.Rules.Expressions;

/// <summary>Values of expressions in a form that tests can compare and print.</summary>
internal static class Evaluated
{
    /// <summary>The value of an expression for a CLEF line, written as the language writes it.</summary>
    public static string Show(string expression, string line = "{}")
    {
        var fields = new FieldSet();
        var problems = new ExpressionProblems();
        var node = ExpressionCompiler.Compile(expression, fields, problems);
        if (problems.HasErrors) return $"error: {problems.All[0].Message}";

        return Show(node.Evaluate(new JsonRecord(line, fields).Record, new TextScratch()));
    }

    public static string Show(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => value.IsTrue ? "true" : "false",
        ValueKind.Number => value.TryGetNumber(out var number) ? Show(number) : Encoding.UTF8.GetString(value.Bytes),
        ValueKind.Text => $"'{Encoding.UTF8.GetString(value.Bytes)}'",
        _ => Encoding.UTF8.GetString(value.Bytes),
    };

    // Fifteen digits: what a double and a decimal have in common.
    public static string Show(double number) =>
        (number == 0 ? 0 : number).ToString("G15", CultureInfo.InvariantCulture);
}
