namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Kinds of token.</summary>
internal enum TokenKind
{
    End,

    /// <summary>Not a token of the language; the lexer has already said so.</summary>
    Invalid,
    Identifier,

    /// <summary>A word with a meaning of its own, in any case.</summary>
    Keyword,

    /// <summary><c>@</c> and a name.</summary>
    BuiltIn,
    Text,
    Number,

    /// <summary>Operators, brackets, comma, period.</summary>
    Symbol,
}
