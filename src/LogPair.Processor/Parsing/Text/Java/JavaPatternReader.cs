using System.Globalization;
using LogPair.Processor.Parsing.Text.Templates;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Java;

/// <summary>Takes the patterns of log4j and logback apart.</summary>
/// <remarks>Source: https://logging.apache.org/log4j/2.x/manual/pattern-layout.html,
/// https://logback.qos.ch/manual/layouts.html.</remarks>
internal sealed class JavaPatternReader
{
    private const int MaxWidth = 1000;

    private readonly TemplateBuilder _builder;
    private readonly JavaDialect _dialect;
    private bool _hasHoles;

    // Past the first line; nothing but line ends and the exception may follow.
    private bool _isPastHead;

    private JavaPatternReader(JavaDialect dialect, Action<string, string> fail)
    {
        _dialect = dialect;
        _builder = new TemplateBuilder(fail);
    }

    /// <param name="pattern">As an application says it.</param>
    /// <param name="dialect">Whose it is.</param>
    /// <param name="fail">Gets the first problem and how to mend it.</param>
    /// <returns>Null if there are problems.</returns>
    public static LineTemplate? Read(string pattern, JavaDialect dialect, Action<string, string> fail)
    {
        var reader = new JavaPatternReader(dialect, fail);
        var resolved = JavaPlaceholders.Resolve(pattern.Trim('\r', '\n'), out var unknown);
        if (unknown is not null)
            reader.Fail($"nobody here knows what {unknown} stands for", "Write what the application has in its place.");
        else reader.ReadAll(resolved);

        if (!reader._hasHoles) reader.Fail("the pattern has no conversions", "An example is '%d %-5p [%t] %c - %m%n'.");

        // An exception is written whether the pattern says so or not.
        return reader._builder.Build(hasException: true);
    }

    private void ReadAll(string pattern)
    {
        for (var at = 0; at < pattern.Length && !_builder.HasFailed;)
        {
            var letter = pattern[at++];
            if (letter == '%' && at == pattern.Length) Fail("the pattern ends with a %", "Write %% for a percent sign.");
            else if (letter == '%') ReadConversion(pattern, ref at);
            else if (letter == '\\' && at < pattern.Length) AddEscaped(pattern[at++]);
            else AddLiteral(letter);
        }
    }

    private void ReadConversion(string pattern, ref int at)
    {
        var start = at - 1;
        if (pattern[at] == '%')
        {
            AddLiteral(pattern[at++]);
            return;
        }

        var width = TakeWidth(pattern, ref at);
        var letters = at;
        while (letters < pattern.Length && char.IsAsciiLetter(pattern[letters])) letters++;
        var word = JavaConverters.Find(pattern[at..letters], _dialect);
        if (word is null)
        {
            Fail($"{pattern[start..letters]} cannot be read back", Hint(pattern[at..letters]));
            return;
        }

        at += word.Length;
        if (JavaConverters.IsGroup(word)) AddGroup(word, width, pattern, ref at);
        else Add(word, width, TakeOptions(pattern, ref at), pattern[start..at]);
    }

    private static string Hint(string word) => word.Contains("style", StringComparison.OrdinalIgnoreCase)
        || word.Contains("highlight", StringComparison.OrdinalIgnoreCase) || word is "black" or "red" or "green" or "yellow"
            or "blue" or "magenta" or "cyan" or "white" or "gray" || word.StartsWith("bold", StringComparison.Ordinal)
        ? "It writes colours; leave them out of what is written to a file."
        : "See the list of what can be in docs/formats/java.md, or use the format regex.";

    private static int TakeWidth(string pattern, ref int at)
    {
        var start = at;
        while (at < pattern.Length && (char.IsAsciiDigit(pattern[at]) || pattern[at] is '-' or '.')) at++;
        var least = pattern[start..at].TrimStart('-').Split('.')[0];
        return int.TryParse(least, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? Math.Min(width, MaxWidth) : 0;
    }

    private static List<string> TakeOptions(string pattern, ref int at)
    {
        var options = new List<string>();
        while (at < pattern.Length && pattern[at] == '{' && JavaPlaceholders.End(pattern, at + 1) is > 0 and var end)
        {
            options.Add(pattern[(at + 1)..end]);
            at = end + 1;
        }

        return options;
    }

    // %(…), %clr(…){…}, %replace(…){…}{…}, and log4j's %replace{…}{…}{…}: what is in it counts.
    private void AddGroup(string word, int width, string pattern, ref int at)
    {
        var isRound = at < pattern.Length && pattern[at] == '(';
        var end = at >= pattern.Length ? -1
            : isRound ? JavaPlaceholders.End(pattern, at + 1, '(', ')')
            : pattern[at] == '{' && word.Length > 0 ? JavaPlaceholders.End(pattern, at + 1) : -1;
        if (end < 0)
        {
            Fail($"%{word}( is never closed", "Write %% for a percent sign.");
            return;
        }

        if (width > 0) Fail($"%{word}(…) has a width", "Give its parts the width, in the application too.");
        ReadAll(pattern[(at + 1)..end]);
        at = end + 1;
        TakeOptions(pattern, ref at);
    }

    private void Add(string word, int width, List<string> options, string written)
    {
        if (word == "n")
        {
            _isPastHead = true;
            return;
        }

        if (JavaConverters.IsException(word))
        {
            if (word is "ex" or "exception" or "throwable" && options is ["short.message" or "short.className", ..])
                Fail($"{written} stands within the line", "Leave it out, or use the format regex.");
            return;
        }

        if (_isPastHead)
        {
            FailPastHead(written);
            return;
        }

        _hasHoles = true;
        var field = JavaConverters.FieldOf(word)!;
        var name = field is "mdc" or "map" or "property" && options is [var key, ..] && key.Length > 0
            ? key.Split(":-")[0] : field;
        var kind = JavaConverters.KindOf(field);
        var time = kind == HoleKind.Timestamp ? Time(options, ref kind) : null;
        _builder.Add(new TemplateHole { Kind = kind, Name = name, Width = width, Time = time }, written);
    }

    // Counts since 1970 are numbers, which tell their own unit.
    private TimeFormat? Time(List<string> options, ref HoleKind kind)
    {
        var said = TimeFormatOf(options);
        if (said is "UNIX" or "UNIX_MILLIS")
        {
            kind = HoleKind.Property;
            return null;
        }

        var format = JavaTimeReader.Read(said, out var problem);
        if (format is null) Fail(problem, "Use a format of digits, such as %d{yyyy-MM-dd HH:mm:ss.SSSXXX}.");
        return format;
    }

    private string TimeFormatOf(List<string> options)
    {
        var said = options is [var first, ..] ? first.Trim() : "";
        if (_dialect == JavaDialect.Log4j) return said;
        if (said.StartsWith('"') && said.IndexOf('"', 1) is > 0 and var quote) return said[1..quote];

        return said.Split(',')[0].Trim();
    }

    private void AddEscaped(char letter) => AddLiteral(
        letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => letter });

    private void AddLiteral(char letter)
    {
        if (letter is '\n' or '\r') _isPastHead = true;
        else if (!_isPastHead) _builder.Add(letter);
        else if (letter != ' ') FailPastHead($"'{letter}'");
    }

    private void FailPastHead(string what) => Fail(
        $"{what} stands on a second line", "An event's first line is read, and its exception: only %ex may follow %n.");

    private void Fail(string message, string hint) => _builder.Fail(message, hint);
}
