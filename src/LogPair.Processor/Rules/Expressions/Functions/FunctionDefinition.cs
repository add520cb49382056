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

    /// <summary>Looks at arguments that must be constant; null if nothing is wrong with them.</summary>
    public Func<Node[], ArgumentProblem?>? Check { get; init; }

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
        WithRegex("IsMatch", "text, 'regex'", 2, (a, letters) => new IsMatchNode(a[0], Constants.Pattern(a[1], letters))),
        WithRegex("IndexOfMatch", "text, 'regex'", 2,
            (a, letters) => new IndexOfMatchNode(a[0], Constants.Pattern(a[1], letters))),
        WithRegex("Match", "text, 'regex'[, group]", 3, CreateMatch),
        Plain("Replace", "text, wanted, replacement", 3, 3, arguments => new ReplaceNode(arguments)),
        Plain("Lower", "text", 1, 1, arguments => new TextFunctionNode(arguments[0], LetterFunctions.Lower)),
        Plain("Upper", "text", 1, 1, arguments => new TextFunctionNode(arguments[0], LetterFunctions.Upper)),
        Plain("ToNumber", "value", 1, 1, arguments => new ToNumberNode(arguments[0])),
        Plain("TypeOf", "value", 1, 1, arguments => new TypeOfNode(arguments[0])),
        Plain("TagOf", "object", 1, 1, arguments => new ElementNode(arguments[0], new ConstantNode(Value.Text("$type"u8)))),
        Plain("ElementAt", "list or object, index or name", 2, 2, arguments => new ElementNode(arguments[0], arguments[1])),
        Plain("StatusClass", "status", 1, 1, arguments => new StatusClassNode(arguments[0])),
        Plain("Bucket", "number, bound, bound, …", 2, Unlimited, arguments => new BucketNode(
            arguments[0], [.. arguments.Skip(1).Select(bound => Constants.Number(bound)!.Value)])) with
        {
            Check = Constants.CheckBounds,
        },
        Plain("Duration", "text", 1, 1, arguments => new AmountNode(arguments[0], DurationFunction.Seconds)),
        Plain("Bytes", "text", 1, 1, arguments => new AmountNode(arguments[0], BytesFunction.Count)),
        Plain("Ip", "text[, bits of IPv4[, bits of IPv6]]", 1, 3, arguments => new IpNode(
            arguments[0], Constants.Whole(arguments, 1, 0, 32) ?? 24, Constants.Whole(arguments, 2, 0, 128) ?? 48)) with
        {
            Check = arguments => Constants.CheckWhole(arguments, 1, 0, 32) ?? Constants.CheckWhole(arguments, 2, 0, 128),
        },
        Plain("Hash", "value[, buckets]", 1, 2, arguments => new HashNode(
            arguments[0], (ulong?)Constants.Whole(arguments, 1, 1, int.MaxValue))) with
        {
            Check = arguments => Constants.CheckWhole(arguments, 1, 1, int.MaxValue),
        },
        Plain("Route", "path", 1, 1, arguments => new RouteNode(arguments[0])),
        Plain("ExceptionType", "exception", 1, 1, arguments => new ExceptionTypeNode(arguments[0])),
    ];

    public static FunctionDefinition? Find(string name) =>
        All.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static FunctionDefinition WithCase(string name, Func<Node, Node, LetterCase, Node> create) =>
        new(name, "text, pattern", 2, 2, TakesLetterCase: true, (a, letters) => create(a[0], a[1], letters));

    private static FunctionDefinition WithRegex(
        string name, string parameters, int max, Func<Node[], LetterCase, Node> create) =>
        new(name, parameters, 2, max, TakesLetterCase: true, create) { Check = Constants.CheckPattern };

    // Without a group, the first one; without groups, the whole match.
    private static MatchNode CreateMatch(Node[] arguments, LetterCase letters)
    {
        var pattern = Constants.Pattern(arguments[1], letters);
        var group = arguments.Length == 3 ? Constants.Group(pattern, arguments[2]) : Math.Min(1, pattern.Groups.Count);
        return new MatchNode(arguments[0], pattern, group!.Value);
    }

    private static FunctionDefinition Plain(
        string name, string parameters, int min, int max, Func<Node[], Node> create) =>
        new(name, parameters, min, max, TakesLetterCase: false, (arguments, _) => create(arguments));
}
