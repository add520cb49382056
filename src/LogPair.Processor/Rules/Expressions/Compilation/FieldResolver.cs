using System.Diagnostics;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Syntax;

namespace LogPair.Processor.Rules.Expressions.Compilation;

/// <summary>Finds out which field of the record a path means.</summary>
internal sealed class FieldResolver(FieldSet fields, ExpressionProblems problems)
{
    private bool _isPresenceOnly;

    private const string Properties = "@p";

    // What Serilog.Expressions has; @p is handled apart because it is the properties themselves. Then LogPair's own.
    private static readonly string[] BuiltIns =
        ["@t", "@mt", "@m", "@l", "@x", "@i", "@r", "@tr", "@sp", "@st", "@sc", "@ps", .. SegmentFields.Names];

    /// <summary>Every field that was resolved.</summary>
    public FieldUses Uses { get; } = new();

    /// <summary>Whether a path has nothing but names: of properties, of members and of built-in fields.</summary>
    public static bool IsField(Expression path) => path switch
    {
        PropertyName or BuiltInName => true,
        MemberAccess member => IsField(member.Target),
        IndexAccess { Index: TextLiteral } index => IsField(index.Target),
        _ => false,
    };

    /// <summary>As <see cref="Resolve"/>, where it only matters whether there is a value and whether it is null.</summary>
    public Node ResolvePresence(Expression path)
    {
        _isPresenceOnly = true;
        var node = Resolve(path);
        _isPresenceOnly = false;
        return node;
    }

    /// <param name="path">A name, or members of one.</param>
    public Node Resolve(Expression path)
    {
        var members = new Stack<string>();
        for (; ; path = TargetOf(path))
        {
            switch (path)
            {
                case PropertyName name:
                    members.Push(name.Name);
                    return Field(members);
                case BuiltInName builtIn:
                    return BuiltIn(builtIn, members);
                case MemberAccess member:
                    members.Push(member.Name);
                    break;
                case IndexAccess { Index: TextLiteral index }:
                    members.Push(index.Value);
                    break;
                default:
                    throw new UnreachableException($"not a field: {path.GetType()}");
            }
        }
    }

    private static Expression TargetOf(Expression path) => path switch
    {
        MemberAccess member => member.Target,
        IndexAccess index => index.Target,
        _ => path,
    };

    private Node BuiltIn(BuiltInName builtIn, Stack<string> members)
    {
        if (builtIn.Name == Properties)
        {
            if (members.Count > 0)
            {
                // Without the @p it would be the built-in field of that name.
                if (members.Peek().StartsWith('@')) members.Push(Properties);
                return Field(members);
            }

            return Fail(builtIn.Start, "@p must be followed by the name of a property",
                "Write @p['the name'].");
        }

        if (!BuiltIns.Contains(builtIn.Name))
        {
            return Fail(builtIn.Start, $"there is no built-in field {builtIn.Name}", NearestHint(builtIn.Name));
        }

        return members.Count == 0
            ? Field([builtIn.Name])
            : Fail(builtIn.Start, $"{builtIn.Name} has no members");
    }

    private FieldNode Field(IEnumerable<string> members)
    {
        var slot = fields.Add(new FieldPath([.. members]));
        Uses.Add(new FieldUse(slot, _isPresenceOnly));
        return new FieldNode(slot);
    }

    private static string NearestHint(string name)
    {
        // The names are too short to guess by letters; these are what people call them.
        var meant = name.ToUpperInvariant() switch
        {
            "@TIMESTAMP" or "@TIME" or "@T" => "@t",
            "@LEVEL" or "@L" => "@l",
            "@MESSAGE" or "@MSG" or "@M" => "@m",
            "@MESSAGETEMPLATE" or "@TEMPLATE" or "@MT" => "@mt",
            "@EXCEPTION" or "@ERROR" or "@X" => "@x",
            "@PROPERTIES" or "@P" => "@p['the name']",
            "@EVENTID" or "@EVENTTYPE" or "@ID" or "@I" => "@i",
            "@RENDERINGS" or "@R" => "@r",
            "@TRACEID" or "@TR" => "@tr",
            "@SPANID" or "@SP" => "@sp",
            "@FILENAME" or "@FILE" => "@file",
            "@FILEPATH" or "@PATH" => "@path",
            "@STREAM" => "@stream",
            "@START" or "@STARTTIME" or "@ST" => "@st",
            "@SCOPE" or "@SC" => "@sc",
            "@PARENT" or "@PARENTSPANID" or "@PARENTID" or "@PS" => "@ps",
            _ => null,
        };
        return meant is null ? $"Known are {string.Join(", ", BuiltIns)} and @p." : $"Did you mean {meant}?";
    }

    private ConstantNode Fail(int start, string message, string hint = "")
    {
        problems.Error(start, message, hint);
        return new ConstantNode(Value.Undefined);
    }
}
