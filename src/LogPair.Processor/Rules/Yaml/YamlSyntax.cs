using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Says in words of this product what YamlDotNet found wrong.</summary>
internal static partial class YamlSyntax
{
    // What YamlDotNet takes for the end of a line; a form feed is none.
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"];

    public static YamlProblem Explain(YamlException exception, string text)
    {
        var message = Prefix().Replace(exception.Message, "").TrimEnd('.');
        var isTab = message.Contains(" tab ", StringComparison.Ordinal);

        var mark = exception.Start;
        var marked = Within(text, new YamlPosition(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column)));
        var position = isTab ? IndentationByTab(text, marked) : marked;
        var isUnclosed = message.Contains("quoted scalar", StringComparison.Ordinal)
            && message.Contains("end of stream", StringComparison.Ordinal);
        var hint = isUnclosed ? "The quote that begins here is never closed." : HintFor(isTab ? '\t' : CharacterAt(text, position));
        return new YamlProblem(position, $"this is not valid YAML: {LowerFirst(message)}", hint);
    }

    private static string HintFor(char found) => found switch
    {
        '\t' => "Indent with spaces: YAML does not allow tabs.",
        '@' or '`' or '%' or '&' or '*' or '!' or '|' or '>' =>
            $"A value that begins with {found} needs double quotes, for example \"@l = 'Error'\".",
        '\'' => "A value that begins with a quote needs quotes around all of it, for example \"'a' = Name\".",
        _ => "An expression with a colon, a hash or quotes at its start needs quotes around all of it.",
    };

    // The mark of what is missing at the end of a file may be in a line after its last one.
    private static YamlPosition Within(string text, YamlPosition marked)
    {
        var lines = text.Split(LineEnds, StringSplitOptions.None);
        return marked.Line <= lines.Length ? marked : new YamlPosition(lines.Length, lines[^1].Length + 1);
    }

    // The mark of a misplaced tab is somewhere before it: at the token, or at the mapping around it.
    private static YamlPosition IndentationByTab(string text, YamlPosition marked)
    {
        var lines = text.Split('\n');
        for (var i = marked.Line - 1; i < lines.Length; i++)
        {
            var tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(lines[i][..tab])) return new YamlPosition(i + 1, tab + 1);
        }

        return marked;
    }

    private static char CharacterAt(string text, YamlPosition position)
    {
        var line = text.Split('\n').ElementAtOrDefault(position.Line - 1) ?? "";
        return position.Column <= line.Length ? line[position.Column - 1] : '\0';
    }

    private static string LowerFirst(string message) =>
        message.Length > 1 && char.IsLower(message[1]) ? char.ToLowerInvariant(message[0]) + message[1..] : message;

    [GeneratedRegex(@"^\(Line: .*?\) - \(Line: .*?\): ", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
