using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Serilog.Events;
using Serilog.Expressions;
using Serilog.Formatting.Compact;
using Serilog.Parsing;

namespace LogPair.Processor.Tests.Rules.Expressions;

/// <summary>Serilog.Expressions says what an expression means.</summary>
/// <remarks>docs/rules.md lists where we differ, and the generators keep clear of that.</remarks>
public sealed class SerilogOracleTests
{
    private static readonly CompactJsonFormatter Formatter = new();
    private static readonly string[] Names = ["A", "B", "C", "Missing"];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        "", "a", "A", "ab", "aB", "abab", "b", "it's", "é", "É", "aé", "\n", "a\n", "a\nb",
        "ß", "100%", "a_b", "\"q\"", "\\", "x y", "Error", "日本", "bab");

    private static readonly Gen<LogEventPropertyValue> Scalar = Gen.OneOf(
        AnyText.Select(text => (LogEventPropertyValue)new ScalarValue(text)),
        Gen.Int[-6, 6].Select(number => (LogEventPropertyValue)new ScalarValue(number)),
        Gen.Int[-20, 20].Select(number => (LogEventPropertyValue)new ScalarValue(number / 4m)),
        Gen.Bool.Select(value => (LogEventPropertyValue)new ScalarValue(value)),
        Gen.Const((LogEventPropertyValue)new ScalarValue(null)));

    private static readonly Gen<LogEventPropertyValue> Flat = Gen.Frequency(
        (4, Scalar),
        (2, Scalar.Array[0, 3].Select(values => (LogEventPropertyValue)new SequenceValue(values))),
        (1, Gen.Select(Scalar.Array[0, 2], Gen.OneOf(null, "Order")).Select(Structure)));

    private static readonly Gen<LogEventPropertyValue> Property = Gen.Frequency(
        (5, Flat),
        (2, Flat.Array[0, 3].Select(values => (LogEventPropertyValue)new SequenceValue(values))),
        (1, Gen.Select(Flat.Array[0, 2], Gen.OneOf(null, "Order")).Select(Structure)));

    // Random lists are hardly ever equal: now and then the second property is the first one, written otherwise.
    private static readonly Gen<LogEvent> Event = Gen.Select(
        Property.Array[3], Gen.Enum<LogEventLevel>(), Gen.Bool, Gen.OneOf("Hello", "{A} done", "it's"), Gen.Int[0, 3],
        (values, level, hasException, template, copies) => new LogEvent(
            DateTimeOffset.UnixEpoch,
            level,
            hasException ? new InvalidOperationException("no: good") : null,
            new MessageTemplateParser().Parse(template),
            (copies == 0 ? [values[0], Respelled(values[0]), values[2]] : values)
                .Select((value, i) => new LogEventProperty(Names[i], value))));

    private static readonly Gen<string> Literal = Gen.OneOf(
        AnyText.Select(text => Quote(text)),
        Gen.Int[0, 6].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.OneOf("0.25", "1.5", "0x1F", "true", "false", "null", "Undefined()"));

    private static readonly Gen<string> Path = Gen.OneOf(
        "A", "B", "C", "Missing", "A.A", "B.B", "C['A']", "A[0]", "B[1]", "C[0]", "A['B']", "@p['A']", "@p.B", "@l", "@mt", "@x", "@sp",
        "A[?]", "B[*]", "C[?]", "A[*]", "Missing[?]", "A[?].A", "B[*].B", "C[?]['A']", "A[?][0]", "A[?][*]", "B[*][?]", "A.A[?]", "[A, B][?]",
        "[A[?], 1][?]", "@l[?]");

    private static readonly Gen<string> Pattern = Gen.OneOf(
        "%", "a%", "%b", "_", "a_", "%a%", "a%b", "%%", "__", "a__b", "100%%", "", "%_", "a%b%b", "_%b", "é%", "%\n", "A%B").Select(text => Quote(text));

    private static readonly Gen<string> Regex = Gen.OneOf(
        "a", "^a", "b$", "a.b", "[^a]+", "(a|b)+", "\\d", "\\w+\\b", "é|É", "a{2}", "^$", "x|y z", "(?<n>a)b?").Select(text => Quote(text));

    private static readonly Gen<string> Expression = Gen.Recursive<string>((depth, inner) =>
        depth > 3 ? Gen.OneOf(Literal, Path) : Gen.Frequency((2, Literal), (5, Path), (9, Operation(inner))));

    // Numbers are multiples of a quarter, which doubles and decimals both hold exactly.
    [Fact]
    public void AnyExpressionMeansWhatItMeansToSerilog()
    {
        var compared = 0;
        var undefined = 0;

        // Compiling is the oracle's greatest cost, hence several events for each expression.
        Gen.Select(Expression, Event.Array[8]).Sample(
            (expression, logEvents) =>
            {
                // A modifier within a chain of operators is not its grammar.
                if (!SerilogExpression.TryCompile(expression, out var oracle, out _)) return;

                foreach (var logEvent in logEvents)
                {
                    if (Oracle(oracle, logEvent) is not { } expected) continue;

                    Assert.Equal(expected, Evaluated.Show(expression, Line(logEvent)));
                    Interlocked.Increment(ref compared);
                    if (expected == "undefined") Interlocked.Increment(ref undefined);
                }
            },
            iter: 2_500,
            print: sample => $"{sample.Item1}  on  {string.Join("\n", sample.Item2.Select(Line))}");

        TestContext.Current.SendDiagnosticMessage("{0} pairs compared, of which {1} undefined on both sides", compared, undefined);
        Assert.InRange(compared, 10_000, int.MaxValue);
        Assert.InRange(undefined, 0, compared * 2 / 3);
    }

    private static Gen<string> Operation(Gen<string> inner)
    {
        var modifier = Gen.OneOf("", "", " ci");
        return Gen.OneOf(
            Gen.Select(inner, Gen.OneOf("=", "<>", "<", "<=", ">", ">="), inner, modifier, (l, o, r, ci) => $"({l}) {o} ({r}){ci}"),
            Gen.Select(inner, Gen.OneOf("=", "<>", "and", "or", "+", "-", "*"), inner, (l, o, r) => $"{l} {o} {r}"),
            Gen.Select(inner, Gen.OneOf("and", "or", "+", "-", "*"), inner, (l, o, r) => $"({l} {o} {r})"),
            Gen.Select(inner, Gen.OneOf("/", "%"), Gen.OneOf("0", "1", "2", "4", "'a'"), (l, o, r) => $"({l}) {o} {r}"),
            Gen.Select(Gen.OneOf(Literal, Path), Gen.OneOf("0", "1", "2"), inner, (l, r, more) => $"{l} ^ {r} * {more}"),
            Gen.Select(Gen.OneOf("not ", "-"), inner, (o, operand) => $"{o}({operand})"),
            Path.Select(operand => $"not {operand}"),
            Gen.Select(inner, Gen.OneOf("is null", "is not null"), (operand, o) => $"({operand}) {o}"),
            Gen.Select(Gen.OneOf("A", "C", "[A, C]", "A[?]", "A[*]"), Gen.OneOf("=", "<>", "in", "not in"), Gen.OneOf("B", "[B, 1]", "[B, C]", "[B]", "B[?]"), modifier,
                (l, o, r, ci) => $"({l} {o} {r}{ci})"),
            Gen.Select(inner, Gen.OneOf("in", "not in"), inner.Array[0, 3], modifier,
                (item, o, list, ci) => $"(({item}) {o} [{string.Join(", ", list)}]{ci})"),
            // Through Concat, because to the oracle's like @l and @x are not text.
            Gen.Select(Gen.OneOf(Gen.OneOf("A", "B.B"), inner.Select(l => $"Concat({l}, '')")), Gen.OneOf("like", "not like"), Pattern, modifier, (l, o, r, ci) => $"(({l}) {o} {r}{ci})"),
            Gen.Select(inner, inner, inner, (c, a, b) => $"(if {c} then {a} else {b})"),
            Gen.Select(Gen.OneOf("StartsWith", "EndsWith", "Contains", "IndexOf", "LastIndexOf"), inner, inner, modifier,
                (f, a, b, ci) => $"{f}({a}, {b}){ci}"),
            Gen.Select(inner, inner, Gen.OneOf("", ", 0", ", 1", ", 2", ", 9", ", Missing", ", 'a'", ", 0.5"), (a, b, c) => $"Substring({a}, {b}{c})"),
            inner.Array[1, 3].Select(arguments => $"Coalesce({string.Join(", ", arguments)})"),
            inner.Array[2, 3].Select(arguments => $"Concat({string.Join(", ", arguments)})"),
            Gen.Select(Gen.OneOf("Length", "IsDefined"), inner, (f, a) => $"{f}({a})"),
            Gen.Select(Gen.OneOf("A", "B", "C", "[A, 1, 'b']"), Gen.OneOf("0", "1", "'A'", "9", "'Missing'"), (a, i) => $"ElementAt({a}, {i})"),
            Gen.Select(Gen.OneOf("IsMatch", "IndexOfMatch"), Gen.OneOf(Gen.OneOf("A", "B.B"), inner.Select(l => $"Concat({l}, '')")), Regex, modifier, (f, a, regex, ci) => $"{f}({a}, {regex}){ci}"),
            Path.Select(a => $"IsDefined({a})"),
            AnyText.Select(text => $"TypeOf({Quote(text)})"),
            Gen.OneOf("Missing", "null", "true", "1", "@mt", "A = B", "[]", "'a'").Select(a => $"TypeOf({a})"),

            // Of a computed number, the oracle's text may have trailing zeros.
            Gen.OneOf(Literal, Path, Literal.Select(literal => $"-{literal}")).Select(a => $"ToString({a})"),
            Gen.Select(inner, Gen.OneOf("0", "2", "-1", "'a'"), (a, places) => $"Round({a}, {places})"));
    }

    private static LogEventPropertyValue Structure(LogEventPropertyValue[] values, string? typeTag) =>
        new StructureValue(values.Select((value, i) => new LogEventProperty("AB"[i].ToString(), value)), typeTag);

    // Members in another order, another type, one letter in another case, or numbers with a zero at their end.
    private static LogEventPropertyValue Respelled(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: int number } => new ScalarValue(number + 0.0m),
        ScalarValue { Value: "ab" } => new ScalarValue("aB"),
        SequenceValue list => new SequenceValue(list.Elements.Select(Respelled)),
        StructureValue { Properties: var members } => new StructureValue(
            members.Reverse().Select(member => new LogEventProperty(member.Name, Respelled(member.Value))), "Other"),
        _ => value,
    };

    private static string Line(LogEvent logEvent)
    {
        var line = new StringWriter();
        Formatter.Format(logEvent, line);
        return line.ToString().TrimEnd('\r', '\n');
    }

    // Null where the oracle has no answer: it throws on overflow, and when a pattern takes 100 ms by the clock, as on a
    // machine that has no time for it.
    private static string? Oracle(CompiledExpression compiled, LogEvent logEvent)
    {
        try
        {
            return Show(compiled(logEvent));
        }
        catch (Exception exception) when (
            exception is OverflowException or ArgumentOutOfRangeException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string? Show(LogEventPropertyValue? value) => value switch
    {
        null => "undefined",
        ScalarValue { Value: null } => "null",
        ScalarValue { Value: bool b } => b ? "true" : "false",
        ScalarValue { Value: string or Enum or Exception } scalar => $"'{scalar.Value}'",
        ScalarValue scalar => Evaluated.Show(Convert.ToDouble(scalar.Value, CultureInfo.InvariantCulture)),

        // Lists and objects have no form in common.
        _ => null,
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
