namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Understands Apache's <c>LogFormat</c>. Source: mod_log_config, "Custom Log Formats".</summary>
internal static class ApacheLogFormat
{
    public const string FormatParameter = "log_format";

    /// <returns>Null if something is wrong, which the arguments then know.</returns>
    public static Layout? Read(FormatArguments arguments)
    {
        var format = Unquote((arguments.Text(FormatParameter) ?? "").Trim('\r', '\n'));
        if (format is null)
        {
            arguments.Fail(FormatParameter, "the LogFormat does not have the shape LogFormat \"string\" name",
                "Paste the whole directive, or only what stands between its quotes.");
            return null;
        }

        return Compile(format, arguments);
    }

    // As it stands in Apache's configuration: the whole directive, its quoted string, or what that says.
    private static string? Unquote(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("LogFormat", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("CustomLog", StringComparison.OrdinalIgnoreCase))
            return QuotedPieces.Split(text)?.Select(QuotedPieces.Text).FirstOrDefault(piece => piece?.Contains('%') is true);
        if (!start.StartsWith('"') || !text.Contains("\\\"", StringComparison.Ordinal)) return text;

        return QuotedPieces.Split(text) is [var only] ? QuotedPieces.Text(only) : null;
    }

    private static Layout? Compile(string format, FormatArguments arguments)
    {
        var builder = new LayoutBuilder();
        for (var at = 0; at < format.Length;)
        {
            if (format[at] == '\\' && at + 1 < format.Length)
            {
                builder.Literal(Escaped(format[at + 1]));
                at += 2;
            }
            else if (format[at] != '%')
            {
                builder.Literal(format[at++]);
            }
            else if (!TryCompileDirective(format, ref at, builder, arguments))
            {
                return null;
            }
        }

        return LayoutProblems.Check(
            builder, builder.Build(LogEscape.Backslash), arguments, FormatParameter, "%h or %{Referer}i");
    }

    private static bool TryCompileDirective(
        string format, ref int at, LayoutBuilder builder, FormatArguments arguments)
    {
        var start = at;
        if (!ApacheDirective.TryTake(format, ref at, out var directive))
        {
            arguments.Fail(FormatParameter, $"the directive at character {start + 1} does not end: {format[start..]}",
                "A directive is a % and a letter, with modifiers such as {Referer} between them.");
            return false;
        }

        if (directive.Letter == "%")
        {
            builder.Literal('%');
            return true;
        }

        if (directive is { Letter: "t", Argument: null })
        {
            builder.Literal('[').Field(ApacheDirectives.Time, format[start..at]).Literal(']');
            return true;
        }

        if (ApacheDirectives.Field(directive, out var hint) is { } field)
        {
            builder.Field(field, format[start..at]);
            return true;
        }

        arguments.Fail(FormatParameter, $"{format[start..at]} is no directive of Apache's LogFormat", hint);
        return false;
    }

    private static char Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        _ => letter,
    };
}
