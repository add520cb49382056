using System.Diagnostics;
using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Functions;
using LogPair.Processor.Rules.Expressions.Syntax;

namespace LogPair.Processor.Rules.Expressions.Compilation;

/// <summary>Turns expressions into nodes and asks the parser for the fields that they need.</summary>
internal sealed class ExpressionCompiler
{
    // Far beyond what anybody writes, and cheap to compile even a thousand times.
    private const int MaxLength = 10_000;

    // A list is put together anew for each record.
    private const int MaxListElements = 64;

    private static readonly ConstantNode Undefined = new(Value.Undefined);

    private readonly FieldResolver _fields;
    private readonly ExpressionProblems _problems;

    private ExpressionCompiler(FieldSet fields, ExpressionProblems problems)
    {
        _fields = new FieldResolver(fields, problems);
        _problems = problems;
    }

    /// <param name="text">The expression.</param>
    /// <param name="fields">Gets the fields that it uses.</param>
    /// <param name="problems">Gets everything that is wrong with it.</param>
    /// <returns>Meaningful only if <paramref name="problems"/> has no errors.</returns>
    public static Node Compile(string text, FieldSet fields, ExpressionProblems problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Error(0, $"the expression is longer than {MaxLength} characters");
            return Undefined;
        }

        var expression = ExpressionParser.Parse(text, problems);
        if (problems.HasErrors) return Undefined;

        expression = new Wildcards(problems).Expand(expression);
        if (problems.HasErrors) return Undefined;

        var compiler = new ExpressionCompiler(fields, problems);
        var node = compiler.Compile(expression);
        node.Reads ??= compiler._fields.Uses;
        return node;
    }

    private Node Compile(Expression expression) => expression switch
    {
        NullLiteral => new ConstantNode(Value.Null),
        BooleanLiteral literal => new ConstantNode(Value.Boolean(literal.Value)),
        NumberLiteral literal => new ConstantNode(Value.Number(literal.Value)),
        TextLiteral literal => new ConstantNode(Value.Text(Encoding.UTF8.GetBytes(literal.Value))),
        ListLiteral { Elements.Count: > MaxListElements } =>
            Fail(expression, $"a list has at most {MaxListElements} elements, except to the right of in",
                "Leave some out."),
        ListLiteral list => Fold(nodes => new ListNode(nodes), [.. list.Elements.Select(Compile)]),
        PropertyName or BuiltInName or MemberAccess or IndexAccess => CompilePath(expression),
        NotExpression not => Fold(operand => new NotNode(operand), Compile(not.Operand)),
        NegateExpression negate => Fold(operand => new NegateNode(operand), Compile(negate.Operand)),
        IsNullExpression isNull => Negate(Fold(operand => new IsNullNode(operand), CompilePresence(isNull.Operand)),
            isNull.IsNegated),
        BinaryExpression binary => CompileBinary(binary),
        InExpression @in => CompileIn(@in),
        LikeExpression like => CompileLike(like),
        ConditionalExpression conditional => CompileConditional(conditional),
        CallExpression call => CompileCall(call),
        CurrentElement element => new CurrentElementNode(element.Slot),
        QuantifiedExpression quantified => CompileQuantified(quantified),
        _ => throw new UnreachableException($"no node for {expression.GetType()}"),
    };

    private Node CompilePresence(Expression operand) =>
        FieldResolver.IsField(operand) ? _fields.ResolvePresence(operand) : Compile(operand);

    // Names all the way down are a field, which the parser looks for; the rest is looked up in what it finds.
    private Node CompilePath(Expression path)
    {
        if (FieldResolver.IsField(path)) return _fields.Resolve(path);

        var (target, index) = path switch
        {
            MemberAccess member => (member.Target, new TextLiteral(member.Start, member.Name)),
            IndexAccess access => (access.Target, access.Index),
            _ => throw new UnreachableException(),
        };
        return Fold(nodes => new ElementNode(nodes[0], nodes[1]), [Compile(target), Compile(index)]);
    }

    private Node CompileBinary(BinaryExpression binary)
    {
        VainComparisons.Warn(binary, _problems);
        var left = Compile(binary.Left);
        var right = Compile(binary.Right);
        return Fold(nodes => binary.Operator.Create(nodes[0], nodes[1], binary.Letters), [left, right]);
    }

    private Node CompileIn(InExpression expression)
    {
        VainComparisons.Warn(expression, _problems);
        var item = Compile(expression.Item);
        if (expression.List is not ListLiteral list)
        {
            return Negate(Fold(nodes => new InListNode(nodes[0], nodes[1], expression.Letters),
                [item, Compile(expression.List)]), expression.IsNegated);
        }

        Node[] operands = [item, .. list.Elements.Select(Compile)];
        return Negate(Fold(nodes => new InNode(nodes[0], nodes[1..], expression.Letters), operands),
            expression.IsNegated);
    }

    private Node CompileLike(LikeExpression expression)
    {
        var operand = Compile(expression.Operand);
        if (expression.Pattern is not TextLiteral pattern)
        {
            return Fail(expression.Pattern, "text in quotes is expected to the right of like", "Write A like 'pre%'.");
        }

        var compiled = new LikePattern(pattern.Value, expression.Letters);
        return Negate(Fold(node => new LikeNode(node, compiled), operand), expression.IsNegated);
    }

    // Of constants, too, it is asked anew each time: hardly anybody writes that.
    private Node CompileQuantified(QuantifiedExpression expression)
    {
        var collection = Compile(expression.Collection);
        var condition = Compile(expression.Condition);
        var node = new QuantifiedNode(collection, expression.Slot, condition, expression.Quantifier);
        return Negate(node, expression.IsNegated);
    }

    private Node CompileConditional(ConditionalExpression expression)
    {
        var condition = Compile(expression.Condition);
        var consequent = Compile(expression.Consequent);
        var alternative = Compile(expression.Alternative);
        if (condition is ConstantNode constant) return constant.Value.IsTrue ? consequent : alternative;
        return new ConditionalNode(condition, consequent, alternative);
    }

    private Node CompileCall(CallExpression call)
    {
        var arguments = call.Arguments.Select(Compile).ToArray();
        if (FunctionDefinition.Find(call.Function) is not { } function)
        {
            var names = FunctionDefinition.All.Select(known => known.Name);
            return Fail(call, $"there is no function {call.Function}", NearestName.Hint(call.Function, names));
        }

        if (arguments.Length < function.MinArguments || arguments.Length > function.MaxArguments)
        {
            return Fail(call, $"{function.Name} does not take {arguments.Length} arguments",
                $"Write {function.Name}({function.Parameters}).");
        }

        if (call.Letters == LetterCase.Ignored && !function.TakesLetterCase)
        {
            return Fail(call, $"ci does not apply to {function.Name}",
                $"To compare its result without regard to case, put the call in parentheses: ({function.Name}(…)) ci.");
        }

        if (function.Check?.Invoke(arguments) is { } wrong)
        {
            var argument = call.Arguments[wrong.Argument];
            _problems.Error(argument.Start + wrong.Offset, wrong.Message, wrong.Hint);
            return Undefined;
        }

        return Fold(nodes => function.Create(nodes, call.Letters), arguments);
    }

    private static Node Negate(Node node, bool isNegated) =>
        isNegated ? Fold(operand => new StrictNotNode(operand), node) : node;

    private static Node Fold(Func<Node, Node> create, Node operand) => Fold(nodes => create(nodes[0]), [operand]);

    // What depends on constants alone is computed now.
    private static Node Fold(Func<Node[], Node> create, Node[] operands)
    {
        var node = create(operands);
        if (!operands.All(operand => operand is ConstantNode)) return node;

        return new ConstantNode(node.Evaluate(default, new TextScratch()));
    }

    private ConstantNode Fail(Expression at, string message, string hint)
    {
        _problems.Error(at.Start, message, hint);
        return Undefined;
    }
}
