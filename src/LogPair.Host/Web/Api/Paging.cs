using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LogPair.Host.Web.Api;

/// <summary>Which part of a long list is asked for: <c>filter</c>, <c>sort</c>, <c>offset</c> and <c>limit</c>.</summary>
/// <param name="Filter">A part of the text of what is wanted, in any letter case; empty for all.</param>
/// <param name="Sort">What to order by; a minus before it for the greatest first.</param>
/// <param name="Offset">How many to leave out.</param>
/// <param name="Limit">How many at most.</param>
internal readonly record struct Paging(string Filter, string Sort, int Offset, int Limit)
{
    /// <summary>Most that are answered at once.</summary>
    public const int MaxLimit = 1000;

    private const int DefaultLimit = 100;

    /// <param name="query">Of the request.</param>
    /// <param name="sorts">What can be ordered by; the first is the default.</param>
    /// <param name="paging">What is asked for.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? TryParse(IQueryCollection query, IReadOnlyList<string> sorts, out Paging paging)
    {
        paging = default;
        var sort = query["sort"].ToString() is { Length: > 0 } asked ? asked : sorts[0];
        if (!sorts.Contains(sort.TrimStart('-'), StringComparer.Ordinal) && !sorts.Contains(sort, StringComparer.Ordinal))
            return $"sort must be one of {string.Join(", ", sorts.Select(each => each.TrimStart('-')))}, with a minus before it for the greatest first";
        if (!TryNumber(query["offset"].ToString(), 0, int.MaxValue, out var offset)) return "offset must be a number from 0";
        if (!TryNumber(query["limit"].ToString(), DefaultLimit, MaxLimit, out var limit))
            return string.Create(CultureInfo.InvariantCulture, $"limit must be a number from 0 to {MaxLimit}");

        paging = new Paging(query["filter"].ToString(), sort, offset, limit);
        return null;
    }

    /// <summary>Whether something with this text is wanted.</summary>
    public bool Wants(string text) => text.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts items in the order that is asked for, and takes the part that is.</summary>
    /// <param name="items">All that are wanted.</param>
    /// <param name="key">What an item is ordered by, given <see cref="Sort"/> without its minus.</param>
    /// <param name="name">Settles the order of equals.</param>
    public IReadOnlyList<T> Page<T>(IEnumerable<T> items, Func<T, string, IComparable?> key, Func<T, string> name)
    {
        var by = Sort.TrimStart('-');
        var ordered = Sort.StartsWith('-')
            ? items.OrderByDescending(item => key(item, by))
            : items.OrderBy(item => key(item, by));
        return [.. ordered.ThenBy(name, StringComparer.Ordinal).Skip(Offset).Take(Limit)];
    }

    /// <summary>Reads a number from 0 to <paramref name="most"/>.</summary>
    public static bool TryNumber(string text, int @default, int most, out int number)
    {
        number = @default;
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most);
    }
}
