using System.Globalization;

namespace LogPair.Generator.Tests.Formatting;

/// <summary>Shows in whatever is formatted by it.</summary>
internal sealed class OddCulture : CultureInfo
{
    public OddCulture()
        : base("")
    {
        NumberFormat.NegativeSign = "minus";
        NumberFormat.NumberDecimalSeparator = ",";
        DateTimeFormat.DateSeparator = "\"";
        DateTimeFormat.TimeSeparator = "h";
    }

    // Equal by name it would be the invariant one, and Serilog would take writers of one for the other.
    public override bool Equals(object? value) => ReferenceEquals(this, value);

    public override int GetHashCode() => 1;
}
