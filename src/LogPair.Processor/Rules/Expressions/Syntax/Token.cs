namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>A piece of an expression's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Characters before it.</param>
/// <param name="Text">As written; keywords in lower case; text without its quotes and with <c>''</c> made one.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) => Kind == TokenKind.Keyword && Text == keyword;
}
