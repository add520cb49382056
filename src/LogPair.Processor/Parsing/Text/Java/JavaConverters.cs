using LogPair.Processor.Parsing.Text.Templates;

namespace LogPair.Processor.Parsing.Text.Java;

/// <summary>The words behind a percent sign, and the fields that they write.</summary>
/// <remarks>
/// Source: log4j 1 and 2, PatternLayout; logback, "Layouts"; Spring Boot's DefaultLogbackConfiguration.
/// </remarks>
internal static class JavaConverters
{
    private static readonly Dictionary<string, string> Fields = Table(
        "date d date", "level p le level", "message m msg message", "logger c lo logger",
        "thread t tn thread threadName",
        "class C class", "method M method", "file F file", "line L line", "location l location", "pid pid processId",
        "threadId T tid threadId", "threadPriority tp threadPriority", "relative r relative",
        "sequence sn sequenceNumber",
        "marker marker markerSimpleName", "ndc x NDC", "mdc X mdc MDC", "map K map MAP", "property property",
        "uuid u uuid",
        "context cn contextName", "kvp kvp", "fqcn fqcn");

    // What a line ends with, and what its exception looks like.
    private static readonly HashSet<string> Exceptions = new(
        [
            "ex", "exception", "throwable", "xEx", "xException", "xThrowable", "rEx", "rException", "rThrowable",
            "wEx", "wex",
            "nopex", "nopexception",
        ],
        StringComparer.Ordinal);

    // Their first argument is a pattern of its own.
    private static readonly HashSet<string> Groups = new(
        ["", "clr", "replace", "enc", "encode"], StringComparer.Ordinal);

    public static string? FieldOf(string word) => Fields.GetValueOrDefault(word);

    public static bool IsException(string word) => Exceptions.Contains(word);

    public static bool IsGroup(string word) => Groups.Contains(word);

    /// <summary>The word that some letters are, or for log4j the longest one that they begin with: text may follow
    /// it.</summary>
    public static string? Find(string letters, JavaDialect dialect)
    {
        if (IsWord(letters) || IsGroup(letters)) return letters;
        if (dialect == JavaDialect.Logback) return null;

        for (var length = letters.Length - 1; length > 0; length--)
        {
            if (IsWord(letters[..length])) return letters[..length];
        }

        return null;
    }

    public static HoleKind KindOf(string field) => field switch
    {
        "date" => HoleKind.Timestamp,
        "level" => HoleKind.Word,
        "message" => HoleKind.Message,
        _ => HoleKind.Property,
    };

    private static bool IsWord(string letters) =>
        letters == "n" || Fields.ContainsKey(letters) || Exceptions.Contains(letters);

    private static Dictionary<string, string> Table(params ReadOnlySpan<string> rows)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var words = row.Split(' ');
            foreach (var word in words.Skip(1)) table.Add(word, words[0]);
        }

        return table;
    }
}
