using System.Collections.Frozen;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Splits an expression into tokens. Source of the rules: the tokenizer of Serilog.Expressions.</summary>
internal sealed class Lexer
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "and", "in", "is", "like", "not", "or", "true", "false", "null", "if", "then", "else", "end", "ci", "each",
        "delimit");

    private static readonly FrozenDictionary<string, string> ForeignSymbols = new Dictionary<string, string>
    {
        ["=="] = "Write = for equality.",
        ["!="] = "Write <> for inequality.",
        ["&&"] = "Write and.",
        ["||"] = "Write or.",
        ["!"] = "Write not.",
        ["\""] = "Write text in single quotes; a single quote within text is written twice.",
        ["”"] = "Write text in single quotes; a single quote within text is written twice.",
        ["‘"] = "Write text in straight single quotes.",
        ["’"] = "Write text in straight single quotes.",
    }.ToFrozenDictionary();

    private readonly string _text;
    private readonly ExpressionProblems _problems;
    private int _next;

    private Lexer(string text, ExpressionProblems problems)
    {
        _text = text;
        _problems = problems;
    }

    /// <returns>
    /// At least one token: the last one is <see cref="TokenKind.End"/>. After an error it comes at once.
    /// </returns>
    public static IReadOnlyList<Token> Tokenize(string text, ExpressionProblems problems)
    {
        var lexer = new Lexer(text, problems);
        var tokens = new List<Token>();
        do tokens.Add(lexer.Take());
        while (tokens[^1].Kind is not (TokenKind.End or TokenKind.Invalid));

        return tokens;
    }

    private char Current => Peek(0);

    private Token Take()
    {
        while (char.IsWhiteSpace(Current)) _next++;

        var start = _next;
        if (start >= _text.Length) return new Token(TokenKind.End, start, "");
        if (char.IsAsciiDigit(Current)) return TakeNumber(start);
        if (Current == '\'') return TakeText(start);
        if (Current == '@') return TakeBuiltIn(start);
        return char.IsLetter(Current) || Current == '_' ? TakeWord(start) : TakeSymbol(start);
    }

    private Token TakeNumber(int start)
    {
        if (Current == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            _next += 2;
            while (char.IsAsciiHexDigit(Current)) _next++;
        }
        else
        {
            while (char.IsAsciiDigit(Current)) _next++;
            if (Current == '.' && char.IsAsciiDigit(Peek(1))) _next++;
            while (char.IsAsciiDigit(Current)) _next++;
        }

        if (char.IsLetter(Current) || Current == '_')
        {
            return Fail(start, $"'{_text[start..(_next + 1)]}' is not a number",
                "Numbers are written as 12, 1.5 or 0x1F, and names do not begin with a digit.");
        }

        return new Token(TokenKind.Number, start, _text[start.._next]);
    }

    private Token TakeText(int start)
    {
        for (_next++; _next < _text.Length; _next++)
        {
            if (Current != '\'') continue;
            if (Peek(1) != '\'') break;
            _next++;
        }

        if (_next >= _text.Length)
        {
            return Fail(start, "this text has no closing quote",
                "A single quote within text is written twice: 'it''s'.");
        }

        _next++;
        return new Token(TokenKind.Text, start,
            _text[(start + 1)..(_next - 1)].Replace("''", "'", StringComparison.Ordinal));
    }

    private Token TakeBuiltIn(int start)
    {
        _next++;
        while (char.IsLetterOrDigit(Current)) _next++;
        return _next - start > 1
            ? new Token(TokenKind.BuiltIn, start, _text[start.._next])
            : Fail(start, "a name is missing after @",
                "Built-in fields are @t, @mt, @m, @l, @x, @i, @r, @tr, @sp, @st, @sc, @ps and @p.");
    }

    private Token TakeWord(int start)
    {
        while (char.IsLetterOrDigit(Current) || Current == '_') _next++;
        var word = _text[start.._next];
        var lower = word.ToLowerInvariant();
        return Keywords.Contains(lower)
            ? new Token(TokenKind.Keyword, start, lower)
            : new Token(TokenKind.Identifier, start, word);
    }

    private Token TakeSymbol(int start)
    {
        var two = _text.Substring(start, Math.Min(2, _text.Length - start));
        var one = two[..1];
        if (ForeignSymbols.TryGetValue(two, out var hint)) return Fail(start, $"{two} is not an operator", hint);
        if (ForeignSymbols.TryGetValue(one, out hint)) return Fail(start, $"{one} does not belong here", hint);

        var symbol = two is "<=" or ">=" or "<>" ? two : one;
        if (symbol.Length == 1 && !"+-*/%^<>=,.()[]{}:?".Contains(symbol, StringComparison.Ordinal))
        {
            return Fail(start, $"'{symbol}' does not belong here");
        }

        _next += symbol.Length;
        return new Token(TokenKind.Symbol, start, symbol);
    }

    private Token Fail(int start, string message, string hint = "")
    {
        _problems.Error(start, message, hint);
        _next = _text.Length;
        return new Token(TokenKind.Invalid, start, "");
    }

    private char Peek(int distance) => _next + distance < _text.Length ? _text[_next + distance] : '\0';
}
