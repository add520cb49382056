using System.Text;

namespace LogPair.Host.Starter;

/// <summary>
/// The words of a name in camelCase, snake_case or any other: <c>RequestTimeMs</c> has request, time and ms.
/// </summary>
/// <param name="All">In lower case, from left to right; letters and digits of ASCII only.</param>
internal readonly record struct NameWords(IReadOnlyList<string> All)
{
    public string Last => All.Count > 0 ? All[^1] : "";

    /// <summary>As Prometheus writes names; empty if there is no word.</summary>
    public string Snake => string.Join('_', All);

    /// <summary>All words, one after the other.</summary>
    public string Joined => string.Concat(All);

    public bool Has(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (All.Contains(word)) return true;
        }

        return false;
    }

    public static NameWords Of(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (BeginsWord(name, i)) End(word, words);
            if (char.IsAsciiLetterOrDigit(name[i])) word.Append(char.ToLowerInvariant(name[i]));
        }

        End(word, words);
        return new NameWords(words);
    }

    // At a mark, at a capital after a small letter, and at the last capital of several: HTTPStatus.
    private static bool BeginsWord(string name, int at)
    {
        if (!char.IsAsciiLetterOrDigit(name[at])) return true;
        if (at == 0 || !char.IsAsciiLetterUpper(name[at])) return false;

        var isAfterSmall = char.IsAsciiLetterLower(name[at - 1]) || char.IsAsciiDigit(name[at - 1]);
        return isAfterSmall || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1]));
    }

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }
}
