using System.Globalization;
using System.Text.RegularExpressions;

namespace LogPair.Host.Web.Settings;

/// <summary>The text form of a bcrypt hash: <c>$2y$10$</c>, 22 characters of salt, 31 of hash.</summary>
internal static partial class BcryptHash
{
    /// <summary>The cost that is in it: twice the work for one more. Null if it is no such hash.</summary>
    public static int? CostOf(string text) => Form().Match(text) is { Success: true } match
        ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    // Costs under 4 are not defined. The last character of the salt carries two bits only; nobody else checks that either.
    [GeneratedRegex(@"^\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
