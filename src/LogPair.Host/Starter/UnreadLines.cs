using System.Text;
using LogPair.Processor.Parsing;

namespace LogPair.Host.Starter;

/// <summary>Lines that are no records: how many, why, and one to look at.</summary>
internal sealed class UnreadLines
{
    private const int MaxExampleBytes = 160;

    public long Count { get; private set; }

    /// <summary>The first, cut and without anything that a terminal would obey; empty if there is none.</summary>
    public string Example { get; private set; } = "";

    /// <summary>Why the first is none.</summary>
    public string Reason { get; private set; } = "";

    public void Add(ParseOutcome outcome, ReadOnlySpan<byte> text, int lines)
    {
        if (outcome is ParseOutcome.Comment or ParseOutcome.Blank) return;

        Count += lines;
        if (Count > lines) return;

        Reason = ReasonOf(outcome);
        var end = text.IndexOf((byte)'\n');
        var first = end < 0 ? text : text[..end];
        var cut = Encoding.UTF8.GetString(first[..Math.Min(first.Length, MaxExampleBytes)]);
        Example = YamlText.Printable(cut.TrimEnd('\ufffd'));
    }

    private static string ReasonOf(ParseOutcome outcome) => outcome switch
    {
        ParseOutcome.NotAnObject => "not JSON",
        ParseOutcome.InvalidJson => "broken JSON",
        ParseOutcome.TooDeep => "nested too deep",
        ParseOutcome.TooCostly => "too costly to read",
        _ => "another shape",
    };
}
