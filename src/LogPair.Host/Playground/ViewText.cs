using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Units;

namespace LogPair.Host.Playground;

/// <summary>The parts of a view that every screen shows alike.</summary>
internal static class ViewText
{
    /// <summary>What became of the lines.</summary>
    public static string Counts(Replayed? replayed)
    {
        if (replayed is null) return "nothing counted yet";

        return string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(replayed.LineCount, "line")}, {replayed.Unparsed:N0} not parsed, {replayed.Unmatched:N0} matched by no rule");
    }

    /// <summary>Everything that is wrong: with the rules, or with the files.</summary>
    public static IEnumerable<string> Problems(PlaygroundView view) => view.Problems
        .Concat(view.Warnings.Select(warning => $"warning: {warning}"))
        .Concat(view.Replayed?.Problems.Select(problem => $"{problem.Path}: {problem.Reason}") ?? [])
        .Select(PrintableText.Of);

    /// <summary>The latest lines that came to nothing, by reason.</summary>
    public static IEnumerable<string> Samples(PlaygroundView view, int each)
    {
        if (view.Replayed is not { } replayed) return [];

        return replayed.Lines.Unparsed.Latest().Concat(replayed.Lines.Unmatched.Latest())
            .GroupBy(line => line.Reason).OrderBy(lines => lines.Key, StringComparer.Ordinal)
            .SelectMany(lines => lines.Take(each).Reverse())
            .Select(line => PrintableText.Of($"{line.Reason}: {line.Text}"));
    }
}
