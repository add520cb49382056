using System.Buffers;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Understands nginx's <c>log_format</c>. Source: ngx_http_log_module.</summary>
internal static class NginxLogFormat
{
    public const string FormatParameter = "log_format";
    public const string EscapeParameter = "escape";

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

    // As it stands in nginx's configuration: the whole directive, its quoted pieces, or what they say.
    private static string? Unquote(string text, ref string escape)
    {
        var start = text.AsSpan().TrimStart();
        var isDirective = start.StartsWith("log_format");
        if (!isDirective && !start.StartsWith('\'')) return text;

        var pieces = QuotedPieces.Split(text.TrimEnd(';', ' ', '\t', '\r', '\n'));
        if (pieces is null) return null;

        var words = isDirective ? 2 : 0;
        if (isDirective && pieces.Count > 2 && pieces[2].StartsWith("escape=", StringComparison.Ordinal))
            escape = pieces[words++]["escape=".Length..];
        var quoted = pieces.Skip(words).Select(QuotedPieces.Text).ToList();
        return quoted.Count == 0 || quoted.Contains(null) ? null : string.Concat(quoted);
    }

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
