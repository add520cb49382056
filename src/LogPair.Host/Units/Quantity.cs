using System.Globalization;

namespace LogPair.Host.Units;

/// <summary>A number of things, as a person reads it.</summary>
internal static class Quantity
{
    /// <summary>For example <c>1 file</c> and <c>2,500 files</c>.</summary>
    /// <param name="one">The word for one of them; more of them have an s.</param>
    public static string Of(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
