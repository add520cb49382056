using System.Globalization;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads single values that must be of a kind.</summary>
internal static class ScalarReader
{
    /// <returns>Null, with an error, for anything but a whole number between the bounds.</returns>
    public static int? WholeNumber(YamlNode node, string key, int least, int most, RulesFile file)
    {
        if (file.Text(node, key) is not { } text) return null;

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= least && number <= most) return number;

        file.Error(node.Position, $"{key} must be a whole number from {least} to {most}, not '{text}'");
        return null;
    }

    /// <returns>Null, with an error, for anything but a length of time between the bounds.</returns>
    public static TimeSpan? Duration(YamlNode node, string key, TimeSpan least, TimeSpan most, RulesFile file)
    {
        if (file.Text(node, key) is not { } text) return null;

        if (!Contract.Duration.TryParse(text, out var duration))
        {
            file.Error(node.Position, $"{key} must be a length of time, not '{text}'",
                $"Write {Contract.Duration.Forms}.");
            return null;
        }

        if (duration >= least && duration <= most) return duration;

        file.Error(node.Position, $"{key} must be from {Show(least)} to {Show(most)}, not {text}");
        return null;
    }

    private static string Show(TimeSpan duration) =>
        duration.TotalDays >= 1 ? $"{duration.TotalDays:0}d" : $"{duration.TotalSeconds:0}s";
}
