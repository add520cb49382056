using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A function of the language. A new one is a row in <see cref="All"/> and a node.</summary>
/// <param name="Name">Any case will do when it is called.</param>
/// <param name="Parameters">For people.</param>
/// <param name="MinArguments">Fewest arguments.</param>
/// <param name="MaxArguments">Most arguments.</param>
/// <param name="TakesLetterCase">Whether <c>ci</c> may follow a call.</param>
/// <param name="Create">Makes the node that evaluates a call.</param>
internal sealed record FunctionDefinition(
    string Name,
    string Parameters,
    int MinArguments,
    int MaxArguments,
    bool TakesLetterCase,
    Func<Node[], LetterCase, Node> Create)
{
    private const int Unlimited = 64;

    public static IReadOnlyList<FunctionDefinition> All { get; } =
    [
        WithCase("Contains", (text, pattern, letters) => new TextTestNode(text, pattern, letters, Utf8Text.Contains)),
        WithCase("StartsWith",
            (text, pattern, letters) => new TextTestNode(text, pattern, letters, Utf8Text.StartsWith)),
        WithCase("EndsWith", (text, pattern, letters) => new TextTestNode(text, pattern, letters, Utf8Text.EndsWith)),
        WithCase("IndexOf", (text, pattern, letters) => new IndexOfNode(text, pattern, letters, Utf8Text.IndexOf)),
        WithCase("LastIndexOf",
            (text, pattern, letters) => new IndexOfNode(text, pattern, letters, Utf8Text.LastIndexOf)),
        Plain("Length", "text", 1, 1, arguments => new LengthNode(arguments[0])),
        Plain("Substring", "text, start[, length]", 2, 3, arguments => new SubstringNode(arguments)),
        Plain("Concat", "text, text, …", 1, Unlimited, arguments => new ConcatNode(arguments)),
        Plain("Coalesce", "value, value, …", 1, Unlimited, arguments => new CoalesceNode(arguments)),
        Plain("IsDefined", "value", 1, 1, arguments => new IsDefinedNode(arguments[0])),
        Plain("Undefined", "", 0, 0, _ => new ConstantNode(Value.Undefined)),
        Plain("ToString", "value", 1, 1, arguments => new ToStringNode(arguments[0])),
        Plain("Round", "number, places", 2, 2, arguments => new RoundNode(arguments[0], arguments[1])),
        Plain("Route", "path", 1, 1, arguments => new RouteNode(arguments[0])),
        Plain("ExceptionType", "exception", 1, 1, arguments => new ExceptionTypeNode(arguments[0])),
    ];

    public static FunctionDefinition? Find(string name) =>
        All.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static FunctionDefinition WithCase(string name, Func<Node, Node, LetterCase, Node> create) =>
        new(name, "text, pattern", 2, 2, TakesLetterCase: true, (a, letters) => create(a[0], a[1], letters));

    private static FunctionDefinition Plain(
        string name, string parameters, int min, int max, Func<Node[], Node> create) =>
        new(name, parameters, min, max, TakesLetterCase: false, (arguments, _) => create(arguments));
}
