namespace LogPair.Processor.Parsing;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    /// <returns>A sentence that names the nearest candidate or, if none is near, all of them.</returns>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        var all = candidates.ToList();
        var nearest = all.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, Math.Min(name.Length, nearest.Length) / 2)
            ? $"Did you mean {nearest}?"
            : $"Known are {string.Join(", ", all)}.";
    }

    // Levenshtein's distance, without regard to case. Names are cut, since the cost grows with their product.
    private static int Distance(string left, string right)
    {
        const int enough = 64;
        left = left[..Math.Min(left.Length, enough)].ToUpperInvariant();
        right = right[..Math.Min(right.Length, enough)].ToUpperInvariant();
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
