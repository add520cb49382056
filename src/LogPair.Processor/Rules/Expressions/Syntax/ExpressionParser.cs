using System.Globalization;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Operators;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Builds the tree of an expression by precedence climbing.</summary>
/// <remarks>
/// The grammar is that of Serilog.Expressions, its surprise included that <c>not</c> and unary minus take only the next
/// operand: <c>not A = 1</c> is <c>(not A) = 1</c>. That one earns a warning.
/// </remarks>
internal sealed class ExpressionParser
{
    /// <summary>
    /// Deepest nesting and longest chain of operators. Keeps hostile rules from exhausting the stack.
    /// </summary>
    public const int MaxDepth = 200;

    private const string TooDeep = "the expression is nested too deeply, or has too many operators";
    private const string TooDeepHint = "Up to 200 levels are possible. Many alternatives are shorter as A in [...].";

    private readonly IReadOnlyList<Token> _tokens;
    private readonly ExpressionProblems _problems;
    private int _next;
    private int _depth;

    private ExpressionParser(IReadOnlyList<Token> tokens, ExpressionProblems problems)
    {
        _tokens = tokens;
        _problems = problems;
    }

    /// <returns>Meaningful only if <paramref name="problems"/> has no errors.</returns>
    public static Expression Parse(string text, ExpressionProblems problems)
    {
        var tokens = Lexer.Tokenize(text, problems);
        var parser = new ExpressionParser(tokens, problems);
        var expression = parser.ParseExpression();
        if (parser.Current.Kind != TokenKind.End)
            parser.Fail($"{Describe(parser.Current)} is not expected here", HintFor(parser.Current));
        return expression;
    }

    private Token Current => _tokens[_next];

    private Token Following => _tokens[Math.Min(_next + 1, _tokens.Count - 1)];

    private Expression ParseExpression() => ParseBinary(OperatorPrecedence.Or);

    private Expression ParseBinary(OperatorPrecedence lowest)
    {
        if (++_depth > MaxDepth) return Fail(TooDeep, TooDeepHint);

        var first = Current;
        var left = ParseOperand(first);
        while (TakeInfix(lowest) is { } infix)
        {
            WarnOfTightNot(first, left, infix.Symbol);
            left = ParseRight(left, infix);
            if (left.Depth > MaxDepth) left = Fail(TooDeep, TooDeepHint);
        }

        _depth--;
        return left;
    }

    private Expression ParseRight(Expression left, Infix infix)
    {
        var right = ParseBinary(infix.Precedence + 1);
        var letters = infix.Precedence == OperatorPrecedence.Comparison ? TakeLetterCase() : LetterCase.Matters;
        return infix.Kind switch
        {
            InfixKind.In => new InExpression(infix.Start, left, right, letters, infix.IsNegated),
            InfixKind.Like => new LikeExpression(infix.Start, left, right, letters, infix.IsNegated),
            _ => new BinaryExpression(infix.Start, infix.Operator!, left, right, letters),
        };
    }

    // Null if no operator follows that binds at least as tightly as the lowest.
    private Infix? TakeInfix(OperatorPrecedence lowest)
    {
        var start = Current.Start;
        var isNegated = Current.IsKeyword("not");
        var word = isNegated ? Following : Current;
        if (word.IsKeyword("in") || word.IsKeyword("like"))
        {
            if (OperatorPrecedence.Comparison < lowest) return null;
            _next += isNegated ? 2 : 1;
            var kind = word.Text == "in" ? InfixKind.In : InfixKind.Like;
            var symbol = isNegated ? $"not {word.Text}" : word.Text;
            return new Infix(start, symbol, OperatorPrecedence.Comparison, kind, isNegated, Operator: null);
        }

        if (Current.Kind is not (TokenKind.Symbol or TokenKind.Keyword)) return null;
        if (BinaryOperator.Find(Current.Text) is not { } found || found.Precedence < lowest) return null;

        _next++;
        return new Infix(start, found.Symbol, found.Precedence, InfixKind.Operator, IsNegated: false, found);
    }

    private Expression ParseOperand(Token first)
    {
        var operand = ParsePrefixed();
        if (!Current.IsKeyword("is")) return operand;

        _next++;
        var isNegated = Current.IsKeyword("not");
        if (isNegated) _next++;
        if (!Current.IsKeyword("null")) return Fail("null is expected after is", "Compare with = instead.");

        _next++;
        WarnOfTightNot(first, operand, "is null");
        return new IsNullExpression(operand.Start, operand, isNegated);
    }

    private Expression ParsePrefixed()
    {
        var start = Current.Start;
        var isNot = Current.IsKeyword("not");
        if (!isNot && !Current.IsSymbol("-")) return ParsePath();
        if (++_depth > MaxDepth) return Fail(TooDeep, TooDeepHint);

        _next++;
        var operand = ParsePrefixed();
        _depth--;
        return isNot ? new NotExpression(start, operand) : new NegateExpression(start, operand);
    }

    private Expression ParsePath()
    {
        var path = ParsePrimary();
        while (true)
        {
            var start = Current.Start;
            if (path.Depth > MaxDepth) return Fail(TooDeep, TooDeepHint);
            if (Take("."))
            {
                if (Current.Kind is not TokenKind.Identifier)
                {
                    return Fail("a name is expected after the period",
                        "A name that is not a plain word is written A['the name'].");
                }

                path = new MemberAccess(start, path, Current.Text);
                _next++;
            }
            else if (Take("["))
            {
                path = TakeWildcard() is { } quantifier
                    ? new WildcardAccess(start, path, quantifier)
                    : new IndexAccess(start, path, ParseExpression());
                if (!Take("]")) return Fail("] is missing");
            }
            else return path;
        }
    }

    private Quantifier? TakeWildcard() => Take("?") ? Quantifier.Any : Take("*") ? Quantifier.All : null;

    private Expression ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                _next++;
                return new TextLiteral(token.Start, token.Text);
            case TokenKind.Number:
                _next++;
                return new NumberLiteral(token.Start, ParseNumber(token));
            case TokenKind.BuiltIn:
                _next++;
                return new BuiltInName(token.Start, token.Text);
            case TokenKind.Identifier:
                _next++;
                return Take("(") ? ParseCall(token) : new PropertyName(token.Start, token.Text);
            case TokenKind.Keyword:
                return ParseKeyword(token);
            default:
                return ParseBracketed(token);
        }
    }

    private Expression ParseKeyword(Token token)
    {
        if (token.Text is not ("true" or "false" or "null" or "if"))
        {
            return Fail($"{Describe(token)} is not expected here",
                $"If a property is meant, write @p['{token.Text}'].");
        }

        _next++;
        return token.Text switch
        {
            "null" => new NullLiteral(token.Start),
            "if" => ParseConditional(token),
            _ => new BooleanLiteral(token.Start, token.Text == "true"),
        };
    }

    private Expression ParseBracketed(Token token)
    {
        if (Take("("))
        {
            var inner = ParseExpression();
            if (Current.IsSymbol(",")) return Fail("a comma is not expected here", "Lists are in brackets, such as A in [1, 2].");
            return Take(")") ? inner : Fail(") is missing");
        }

        if (Take("[")) return new ListLiteral(token.Start, ParseList("]"));
        if (token.IsSymbol("{")) return Fail("objects cannot be written in expressions yet");
        return token.Kind == TokenKind.End
            ? Fail("the expression ends too early")
            : Fail($"{Describe(token)} is not expected here", HintFor(token));
    }

    // What people mean who have written what the language has not.
    private static string HintFor(Token token) => token.Kind switch
    {
        TokenKind.Identifier when token.Text.Equals("between", StringComparison.OrdinalIgnoreCase) =>
            "Write A >= 1 and A <= 9.",
        TokenKind.Identifier when token.Text.Equals("contains", StringComparison.OrdinalIgnoreCase) =>
            "Write Contains(A, 'text').",
        TokenKind.Identifier when token.Text.Equals("matches", StringComparison.OrdinalIgnoreCase) =>
            "Write IsMatch(A, 'regex').",
        TokenKind.Identifier or TokenKind.Number or TokenKind.Text =>
            "An operator is missing before it, or the text that it belongs to is not in single quotes.",
        TokenKind.Symbol when token.Text is "/" or "%" => "Write text in single quotes, such as '/api/%'.",
        _ => "",
    };

    private CallExpression ParseCall(Token name)
    {
        var arguments = ParseList(")");
        return new CallExpression(name.Start, name.Text, arguments, TakeLetterCase());
    }

    private ConditionalExpression ParseConditional(Token first)
    {
        var condition = ParseExpression();
        if (!TakeKeyword("then")) Fail("then is expected", "Write if … then … else ….");
        var consequent = ParseExpression();
        if (!TakeKeyword("else")) Fail("else is expected", "Write if … then … else ….");
        return new ConditionalExpression(first.Start, condition, consequent, ParseExpression());
    }

    private List<Expression> ParseList(string closing)
    {
        var elements = new List<Expression>();
        if (Take(closing)) return elements;

        do elements.Add(ParseExpression());
        while (Take(","));

        if (!Take(closing)) Fail($"{closing} or a comma is expected");
        return elements;
    }

    private double ParseNumber(Token token)
    {
        if (!token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return double.Parse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        if (ulong.TryParse(token.Text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out var value))
        {
            return value;
        }

        _problems.Error(token.Start, "this number is too large");
        return 0;
    }

    private LetterCase TakeLetterCase() => TakeKeyword("ci") ? LetterCase.Ignored : LetterCase.Matters;

    private void WarnOfTightNot(Token first, Expression left, string operation)
    {
        if (left is not NotExpression || !first.IsKeyword("not") || operation is "and" or "or") return;

        _problems.Warning(first.Start, $"not binds tighter than {operation}: it takes only the operand that follows",
            $"Put the comparison in parentheses: not (… {operation} …).");
    }

    private bool Take(string symbol)
    {
        if (!Current.IsSymbol(symbol)) return false;
        _next++;
        return true;
    }

    private bool TakeKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword)) return false;
        _next++;
        return true;
    }

    // One error is enough: what follows a syntax error is guesswork. Parsing jumps to the end.
    private InvalidExpression Fail(string message, string hint = "")
    {
        if (!_problems.HasErrors) _problems.Error(Current.Start, message, hint);
        _next = _tokens.Count - 1;
        return new InvalidExpression(Current.Start);
    }

    private static string Describe(Token token) => token.Kind == TokenKind.Text ? $"'{token.Text}'" : token.Text;

    private enum InfixKind
    {
        Operator,
        In,
        Like,
    }

    private sealed record Infix(
        int Start, string Symbol, OperatorPrecedence Precedence, InfixKind Kind, bool IsNegated,
        BinaryOperator? Operator);
}
