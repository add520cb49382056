using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Puts a set of characters together, as it is written between brackets.</summary>
/// <param name="ignoresCase">Whether a character belongs to the set if one of its cases does.</param>
internal sealed class RuneSetBuilder(bool ignoresCase)
{
    // Beyond ASCII, only these have a case within it: dotted and dotless i, the long s, the Kelvin sign.
    private static readonly Rune[] WithAsciiCase = [new('\u0130'), new('\u0131'), new('\u017F'), new('\u212A')];

    private readonly List<(int First, int Last)> _ranges = [];
    private readonly List<Func<Rune, bool>> _classes = [];
    private RuneSet? _without;

    /// <summary>Whether the set is all that was not added.</summary>
    public bool IsNegated { get; set; }

    public void Add(Rune first, Rune last) => _ranges.Add((first.Value, last.Value));

    public void Add(Func<Rune, bool> members) => _classes.Add(members);

    /// <summary>Takes characters out again: <c>[a-z-[aeiou]]</c>.</summary>
    public void Without(RuneSet set) => _without = set;

    public RuneSet Build()
    {
        (int First, int Last)[] ranges = [.. _ranges];
        Func<Rune, bool>[] classes = [.. _classes];
        var (isNegated, without) = (IsNegated, _without);
        Func<Rune, bool> isListed = rune => IsIn(rune, ranges, classes);
        if (ignoresCase)
            isListed = rune => IsIn(rune, ranges, classes)
                || IsIn(Rune.ToLowerInvariant(rune), ranges, classes) || IsIn(Rune.ToUpperInvariant(rune), ranges, classes);

        var isAscii = classes.Length == 0 && without is null && ranges.All(range => range.Last < 128);
        Rune[] cased = ignoresCase ? [.. WithAsciiCase.Where(isListed)] : [];
        if (isAscii && cased.Length > 0)
        {
            // Asked for every character of a text, so without looking for its cases.
            var isListedInFull = isListed;
            isListed = rune => rune.IsAscii ? isListedInFull(rune) : cased.AsSpan().Contains(rune);
        }

        bool? beyondAscii = isAscii && cased.Length == 0 ? isNegated : null;
        return new RuneSet(rune => isListed(rune) != isNegated && without?.Contains(rune) is not true, beyondAscii);
    }

    private static bool IsIn(Rune rune, (int First, int Last)[] ranges, Func<Rune, bool>[] classes)
    {
        foreach (var (first, last) in ranges)
        {
            if (rune.Value >= first && rune.Value <= last) return true;
        }

        foreach (var isMember in classes)
        {
            if (isMember(rune)) return true;
        }

        return false;
    }
}
