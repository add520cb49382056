using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Finds text that stands in every match of a pattern, so that most lines need no more than a search for it.</summary>
internal static class NeededLiteral
{
    // Shorter ones stand in most lines: looking for them saves nothing.
    private const int Shortest = 2;

    /// <returns>The longest such text that is known of, in UTF-8; empty if there is none worth looking for.</returns>
    public static byte[] In(PatternNode pattern)
    {
        var runs = new List<string> { "" };
        Collect(pattern, runs);
        var longest = runs.MaxBy(run => run.Length)!;
        return longest.Length >= Shortest ? Encoding.UTF8.GetBytes(longest) : [];
    }

    // The last run may go on with what follows; an empty one is begun wherever something else can come between.
    private static void Collect(PatternNode node, List<string> runs)
    {
        switch (node)
        {
            case LiteralNode { Rune: var rune } when rune != Rune.ReplacementChar:
                runs[^1] += rune.ToString();
                break;
            case SequenceNode sequence:
                foreach (var part in sequence.Parts) Collect(part, runs);
                break;
            case GroupNode group:
                Collect(group.Body, runs);
                break;
            case AssertionNode:
                break;
            case RepeatNode { Min: > 0 } repeat:
                runs.Add("");
                Collect(repeat.Body, runs);
                runs.Add("");
                break;
            default:
                runs.Add("");
                break;
        }
    }
}
