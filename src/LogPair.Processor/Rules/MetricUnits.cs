namespace LogPair.Processor.Rules;

/// <summary>Units in metric names, as <c>promtool check metrics</c> judges them.</summary>
internal static class MetricUnits
{
    private static readonly Dictionary<string, string> BaseUnits = new(StringComparer.Ordinal)
    {
        ["amperes"] = "amperes",
        ["bytes"] = "bytes",
        ["celsius"] = "celsius",
        ["grams"] = "grams",
        ["joules"] = "joules",
        ["kelvin"] = "kelvin",
        ["meters"] = "meters",
        ["metres"] = "metres",
        ["moles"] = "moles",
        ["seconds"] = "seconds",
        ["volts"] = "volts",
        ["minutes"] = "seconds",
        ["hours"] = "seconds",
        ["days"] = "seconds",
        ["weeks"] = "seconds",
        ["kelvins"] = "kelvin",
        ["fahrenheit"] = "celsius",
        ["rankine"] = "celsius",
        ["inches"] = "meters",
        ["yards"] = "meters",
        ["miles"] = "meters",
        ["bits"] = "bytes",
        ["calories"] = "joules",
        ["pounds"] = "grams",
        ["ounces"] = "grams",
    };

    private static readonly string[] Prefixes =
    [
        "pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto",
        "kilo", "kibi", "mega", "mibi", "giga", "gibi", "tera", "tebi", "peta", "pebi",
    ];

    private static readonly string[] Abbreviations =
        ["s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d"];

    /// <summary>A word of the name that is a unit, but not the base unit of what it measures.</summary>
    public static bool TryFindOddUnit(string name, out string unit, out string baseUnit)
    {
        foreach (var word in name.Split('_'))
        {
            unit = word;
            if (BaseUnits.TryGetValue(word, out baseUnit!)) return word != baseUnit;

            var prefix = Array.Find(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal));
            if (prefix is not null && BaseUnits.TryGetValue(word[prefix.Length..], out baseUnit!)) return true;
        }

        (unit, baseUnit) = ("", "");
        return false;
    }

    /// <summary>A word of the name that looks like an abbreviated unit, or null.</summary>
    public static string? FindAbbreviation(string name) =>
        name.Split('_').Skip(1).FirstOrDefault(word => Abbreviations.Contains(word, StringComparer.Ordinal));
}
