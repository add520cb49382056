using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Builds a tree of one YAML document, within limits that hostile files cannot pass.</summary>
/// <remarks>
/// Aliases share the node of their anchor, so that they cost nothing; one that contains itself is refused.
/// Uses YamlDotNet's event parser only: it is free of reflection and of recursion.
/// </remarks>
internal sealed class YamlReader
{
    /// <summary>Longest file in characters.</summary>
    /// <remarks>A ConfigMap holds at most 1 MiB.</remarks>
    public const int MaxLength = 1 << 20;

    /// <summary>Deepest nesting. Rules need six levels.</summary>
    public const int MaxDepth = 20;

    // An alias is cheap to write and may be dear to check.
    private const int MaxAliases = 1000;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];
    private readonly List<YamlProblem> _problems;
    private int _depth;
    private int _aliases;

    private YamlReader(string text, List<YamlProblem> problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <returns>
    /// Null for an empty file and for one that cannot be read at all; <paramref name="problems"/> tells which.
    /// </returns>
    public static YamlNode? Read(string text, List<YamlProblem> problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Add(new YamlProblem(new YamlPosition(1, 1), $"the file is longer than {MaxLength} characters",
                ""));
            return null;
        }

        var reader = new YamlReader(text, problems);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            problems.Add(YamlSyntax.Explain(exception, text));
            return null;
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // YamlDotNet's scanner meets some malformed files with these instead of its own exception.
            var start = reader.Start();
            problems.Add(YamlSyntax.Explain(new YamlException(start, start, "it is malformed after this"), text));
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _)) return null;

        _parser.Consume<DocumentStart>();
        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            Report(second.Start, "the file holds more than one document", "Remove everything from --- on.");
        }

        return root;
    }

    private YamlNode ReadNode()
    {
        if (++_depth > MaxDepth) throw new YamlException(Start(), Start(), $"nested deeper than {MaxDepth} levels");

        var node = ReadAnyNode();
        _depth--;
        return node;
    }

    private YamlNode ReadAnyNode()
    {
        var current = _parser.Current!;
        var position = Position(current.Start);
        switch (current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return Remember(scalar, new YamlScalar(position, scalar.Value, scalar.Style));
            case SequenceStart sequence:
                return Remember(sequence, new YamlList(position, ReadItems()));
            case MappingStart mapping:
                return Remember(mapping, new YamlMapping(position, ReadEntries()));
            case AnchorAlias alias:
                _parser.MoveNext();
                if (++_aliases > MaxAliases)
                    throw new YamlException(alias.Start, alias.End, $"more than {MaxAliases} aliases");
                if (_anchors.TryGetValue(alias.Value, out var node)) return node;
                Report(alias.Start, $"there is no finished anchor {alias.Value}",
                    "An alias must come after what it repeats.");
                return new YamlScalar(position, "", ScalarStyle.Plain);
            default:
                throw new YamlException(current.Start, current.End, "a value is missing");
        }
    }

    private List<YamlNode> ReadItems()
    {
        _parser.MoveNext();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode());
        return items;
    }

    private List<YamlEntry> ReadEntries()
    {
        _parser.MoveNext();
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode();
            var value = ReadNode();
            if (key is not YamlScalar name)
            {
                _problems.Add(
                    new YamlProblem(key.Position, $"{key.Description} cannot be a key",
                        "Quote it, or write key: value."));
            }
            else if (lines.TryAdd(name.Value, name.Position.Line)) entries.Add(new YamlEntry(name, value));
            else
            {
                _problems.Add(new YamlProblem(name.Position, $"the key {name.Value} is here twice",
                    $"It was first given in line {lines[name.Value]}; remove one."));
            }
        }

        return entries;
    }

    private YamlNode Remember(NodeEvent source, YamlNode node)
    {
        if (!source.Anchor.IsEmpty) _anchors[source.Anchor] = node;
        return node;
    }

    private Mark Start() => _parser.Current?.Start ?? Mark.Empty;

    private void Report(Mark at, string message, string hint) =>
        _problems.Add(new YamlProblem(Position(at), message, hint));

    private static YamlPosition Position(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
