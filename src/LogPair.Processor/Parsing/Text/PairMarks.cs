using System.Text;

namespace LogPair.Processor.Parsing.Text;

/// <summary>What stands between keys, values and pairs.</summary>
/// <param name="Separator">Between pairs.</param>
/// <param name="Assignment">Between a key and its value.</param>
/// <param name="Quote">Around values that contain a separator; ASCII, or 0 for none.</param>
internal sealed record PairMarks(byte[] Separator, byte[] Assignment, byte Quote)
{
    /// <summary>Whether spaces before a value can only be padding.</summary>
    public bool IsSpaced { get; } = Separator is [(byte)' ' or (byte)'\t', ..];

    /// <summary>Reads the parameters of the format; null if they are wrong.</summary>
    public static PairMarks? Read(FormatArguments arguments)
    {
        var separator = SeparatorText.Read(arguments.Text("separator") ?? " ");
        var assignment = SeparatorText.Read(arguments.Text("assignment") ?? "=");
        var quote = arguments.Text("quote") ?? "\"";

        Check(arguments, "separator", separator, "Write what stands between two pairs, such as ';'.");
        Check(arguments, "assignment", assignment, "Write what stands between a key and its value, such as ':'.");
        if (separator == assignment)
            arguments.Fail("assignment", "assignment and separator must differ");
        if (quote.Length > 1 || (quote.Length == 1 && (!char.IsAscii(quote[0]) || char.IsAsciiLetterOrDigit(quote[0]))))
            arguments.Fail("quote", $"'{quote}' cannot be a quote", "Write one mark, or '' if nothing is quoted.");

        if (arguments.Problems.Count > 0) return null;

        var mark = quote.Length == 0 ? (byte)0 : (byte)quote[0];
        return new PairMarks(Encoding.UTF8.GetBytes(separator), Encoding.UTF8.GetBytes(assignment), mark);
    }

    private static void Check(FormatArguments arguments, string parameter, string mark, string hint)
    {
        var problem = mark.Length == 0 ? $"{parameter} is empty"
            : mark.Any(char.IsAsciiLetterOrDigit)
                ? $"{parameter} cannot be '{mark}': letters and digits belong to keys and values"
                : null;
        if (problem is not null) arguments.Fail(parameter, problem, hint);
    }
}
