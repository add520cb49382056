using System.Buffers;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Understands nginx's <c>log_format</c>. Source: ngx_http_log_module.</summary>
internal static class NginxLogFormat
{
    public const string FormatParameter = "log_format";
    public const string EscapeParameter = "escape";

    private const string Escape = "escape=";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <returns>Null if something is wrong, which the arguments then know.</returns>
    public static Layout? Read(FormatArguments arguments)
    {
        var escape = arguments.Text(EscapeParameter) ?? "default";
        var format = Unquote((arguments.Text(FormatParameter) ?? "").Trim('\r', '\n'), ref escape);
        if (format is null)
        {
            arguments.Fail(FormatParameter, "the log_format does not have the shape log_format name 'string' …;",
                "Paste the whole directive, or only what stands between its quotes.");
            return null;
        }

        if (escape is not ("default" or "json" or "none"))
        {
            arguments.Fail(EscapeParameter, $"escape cannot be {escape}", "It is default, json or none.");
            return null;
        }

        return Compile(format, escape == "none" ? LogEscape.None : LogEscape.Backslash, arguments);
    }

    // As it stands in nginx's configuration: the whole directive, with or without its first words, its quoted pieces,
    // or
    // what they say.
    private static string? Unquote(string text, ref string escape)
    {
        var start = text.TrimStart();
        if (IsEscape(start) && start.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end)
        {
            escape = start[Escape.Length..end];
            return Unquote(start[end..].TrimStart(), ref escape);
        }

        var isDirective = start.StartsWith("log_format", StringComparison.Ordinal);
        var pieces = QuotedPieces.Split(text.TrimEnd(';', ' ', '\t', '\r', '\n'));
        var words = isDirective ? 2 : IsNamed(pieces) ? 1 : 0;
        if (words == 0 && !start.StartsWith('\'')) return text;
        if (pieces is null) return null;

        if (words > 0 && pieces.Count > words && IsEscape(pieces[words])) escape = pieces[words++][Escape.Length..];
        var quoted = pieces.Skip(words).Select(QuotedPieces.Text).ToList();
        return quoted.Count == 0 || quoted.Contains(null) ? null : string.Concat(quoted);
    }

    // The directive without its first word: main escape=json '…'.
    private static bool IsNamed(List<string>? pieces)
    {
        if (pieces is not [var name, .. var rest] || !name.All(NameCharacters.Contains)) return false;
        if (rest is [var escape, ..] && IsEscape(escape)) rest = rest[1..];
        return rest.Count > 0 && rest.All(piece => piece[0] == '\'');
    }

    private static bool IsEscape(string piece) => piece.StartsWith(Escape, StringComparison.Ordinal);

    private static Layout? Compile(string format, LogEscape escape, FormatArguments arguments)
    {
        var builder = new LayoutBuilder();
        for (var at = 0; at < format.Length;)
        {
            if (format[at] != '$')
            {
                builder.Literal(format[at++]);
                continue;
            }

            var start = at;
            if (TakeName(format, ref at) is not { } name)
            {
                arguments.Fail(FormatParameter, $"after the $ at character {start + 1} there is no name",
                    "Write $name or ${name}; nginx cannot log a dollar sign itself.");
                return null;
            }

            builder.Field(NginxVariables.Field(name), format[start..at]);
        }

        return LayoutProblems.Check(builder, builder.Build(escape), arguments, FormatParameter, "$remote_addr");
    }

    private static string? TakeName(string format, ref int at)
    {
        var isBraced = ++at < format.Length && format[at] == '{';
        if (isBraced) at++;
        var start = at;
        while (at < format.Length && NameCharacters.Contains(format[at])) at++;
        var name = format[start..at];
        if (isBraced && (at == format.Length || format[at++] != '}')) return null;

        return name.Length == 0 ? null : name;
    }
}
