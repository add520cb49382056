using System.Text.RegularExpressions;
using LogPair.Contract;
using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads <c>multiline</c>: the name of a kind of traces, or a mapping that says which lines belong together.</summary>
internal static class MultilineReader
{
    private const string Traces = "traces";
    private const string Start = "start";
    private const string Continuation = "continuation";
    private const string Indent = "indent";
    private const string FlushAfter = "flushAfter";
    private const string MaxLines = "maxLines";

    /// <summary>Most that <c>maxLines</c> may be.</summary>
    public const int MostLines = 100_000;

    private const string Example = "Write multiline: java, or multiline: { start: '^\\d{4}-' }.";

    // What csv looks for where the format has no columns of its own.
    private const byte Comma = (byte)',';

    private static readonly string[] Ways = [Traces, Start, Continuation, Indent];

    /// <summary>What a mapping may say; of the first four, one.</summary>
    public static readonly IReadOnlyList<string> Keys = [.. Ways, FlushAfter, MaxLines];

    private static readonly TimeSpan ShortestFlush = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestFlush = TimeSpan.FromMinutes(1);

    /// <param name="node">What is said.</param>
    /// <param name="format">Of the same input.</param>
    /// <param name="file">Gets the errors.</param>
    /// <returns>Null if it says nothing that can be used; then there are errors.</returns>
    public static MultilineRule? Read(YamlNode node, ILineFormat format, RulesFile file)
    {
        if (node is YamlScalar { IsNull: false })
            return Named(node, format, file) is { } join ? new MultilineRule(join) : null;
        if (file.Mapping(node, "multiline") is not { } mapping) return null;

        var nodes = new KeyedNodes(mapping, Keys, file);
        var flushAfter = ReadFlush(nodes[FlushAfter], file);
        var maxLines = ReadLines(nodes[MaxLines], file);
        return ReadJoin(mapping, nodes, format, file) is { } way
            ? new MultilineRule(way) { FlushAfter = flushAfter, MaxLines = maxLines }
            : null;
    }

    private static ILineJoin? ReadJoin(YamlMapping mapping, KeyedNodes nodes, ILineFormat format, RulesFile file)
    {
        var said = Ways.Where(way => nodes[way] is not null).ToList();
        if (said is not [var way])
        {
            file.Error(mapping.Position, said.Count == 0
                ? "multiline does not say which lines belong together"
                : $"multiline takes one of {string.Join(" and ", said)}, not both", Example);
            return null;
        }

        var node = nodes[way]!;
        return way switch
        {
            Traces => Named(node, format, file),
            Start => Pattern(node, way, file) is { } start ? new StartPattern(start) : null,
            Continuation => Pattern(node, way, file) is { } further ? new ContinuationPattern(further) : null,
            _ => ReadIndent(node, file),
        };
    }

    private static ILineJoin? Named(YamlNode node, ILineFormat format, RulesFile file)
    {
        if (file.Text(node, Traces) is not { } name) return null;
        if (LineJoins.Find(name, format.Delimiter ?? Comma) is { } join) return join;

        var hint = NearestName.Hint(name, LineJoins.Names);
        file.Error(node.Position, $"there are no multiline traces {name}", hint.Length > 0 ? hint : Example);
        return null;
    }

    private static IndentedLines? ReadIndent(YamlNode node, RulesFile file)
    {
        if (file.Text(node, Indent) is not { } text) return null;
        if (text == "true") return new IndentedLines();

        file.Error(node.Position, $"{Indent} must be true, not '{text}'", "Leave multiline out if lines are events.");
        return null;
    }

    private static RegexPattern? Pattern(YamlNode node, string what, RulesFile file)
    {
        if (file.Text(node, what) is not { } text) return null;

        try
        {
            return new RegexPattern(text);
        }
        catch (ArgumentException error)
        {
            file.Error(node.Position, $"{what} is no regular expression that can be used: {error.Message.TrimEnd('.')}",
                error is RegexParseException ? "" : "Write it so that one pass over the line decides.");
            return null;
        }
    }

    private static TimeSpan ReadFlush(YamlNode? node, RulesFile file)
    {
        if (node is null || file.Text(node, FlushAfter) is not { } text) return MultilineRule.DefaultFlushAfter;
        if (Duration.TryParse(text, out var time) && time >= ShortestFlush && time <= LongestFlush) return time;

        file.Error(node.Position, $"{FlushAfter} must be a time from 10ms to 1m, not '{text}'", "Write 500ms or 2s.");
        return MultilineRule.DefaultFlushAfter;
    }

    private static int ReadLines(YamlNode? node, RulesFile file) =>
        (node is null ? null : ScalarReader.WholeNumber(node, MaxLines, 2, MostLines, file)) ?? MultilineRule.DefaultMaxLines;
}
