using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>Says in words of this product what YamlDotNet found wrong.</summary>
internal static partial class YamlSyntax
{
    public static YamlProblem Explain(YamlException exception, string text)
    {
        var message = Prefix().Replace(exception.Message, "").TrimEnd('.');
        var isTab = message.Contains(" tab ", StringComparison.Ordinal);

        // The mark of a misplaced tab begins with the token before it.
        var mark = isTab ? exception.End : exception.Start;
        var position = new YamlPosition(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
        var hint = HintFor(isTab ? '\t' : CharacterAt(text, position));
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
