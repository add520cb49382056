using System.Globalization;
using LogPair.Contract;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.Web.Settings;

/// <summary>One web configuration while it is read, and what is wrong with it so far.</summary>
/// <remarks>Messages name places and keys, never a value: any value may be a secret in the wrong place.</remarks>
internal sealed class WebConfigText
{
    private readonly string _name;
    private readonly List<RuleError> _errors = [];

    /// <param name="name">Path of the file, as the user named it.</param>
    public WebConfigText(string name) => _name = name;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<RuleError> Errors => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public void Error(YamlPosition at, string message, string hint = "") =>
        _errors.Add(new RuleError(_name, at.Line, at.Column, message, hint));

    /// <summary>The values of a mapping by key; keys that are not known are errors.</summary>
    public Dictionary<string, YamlNode> Section(YamlNode node, string what, IReadOnlyList<string> known)
    {
        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, what))
        {
            if (!known.Contains(key.Value))
            {
                var hint = NearestName.Hint(key.Value, known);
                Error(key.Position, IsMisspelt(hint) ? $"there is no key {key.Value} here" : "there is no such key here", hint);
            }
            else if (value is not YamlScalar { IsNull: true }) values.Add(key.Value, value);
        }

        return values;
    }

    /// <summary>The entries of a mapping; none for nothing, and none with an error for anything else.</summary>
    public IReadOnlyList<YamlEntry> Entries(YamlNode node, string what)
    {
        if (node is YamlMapping mapping) return mapping.Entries;
        if (node is not YamlScalar { IsNull: true }) Error(node.Position, $"{what} must be a mapping", "Write key: value.");
        return [];
    }

    /// <summary>The texts of a list; those that are none are errors.</summary>
    public List<(string Text, YamlPosition At)> Texts(YamlNode node, string what)
    {
        if (node is YamlList list)
        {
            return
            [
                .. list.Items.Select(item => (Text(item, $"an entry of {what}"), item.Position))
                    .Where(item => item.Item1 is not null).Select(item => (item.Item1!, item.Position)),
            ];
        }

        Error(node.Position, $"{what} must be a list", "Begin each item with a dash.");
        return [];
    }

    /// <returns>Null, with an error, for anything but a single value.</returns>
    public string? Text(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: false } scalar) return scalar.Value;

        Error(node.Position, $"{what} must be a single value");
        return null;
    }

    /// <returns>Null, with an error, for anything but one of the names.</returns>
    public T? Named<T>(YamlNode node, string what, IReadOnlyList<(string Name, T Value)> known)
        where T : struct
    {
        if (Text(node, what) is not { } text) return null;

        foreach (var (name, value) in known)
        {
            if (name == text) return value;
        }

        Error(node.Position, $"this is not a value of {what}", NearestName.Hint(text, known.Select(each => each.Name)));
        return null;
    }

    /// <returns>Null, with an error, for anything but true and false.</returns>
    public bool? Boolean(YamlNode node, string what) => Named(node, what, [("true", true), ("false", false)]);

    /// <returns>Null, with an error, for anything but a whole number between the bounds.</returns>
    public int? WholeNumber(YamlNode node, string what, int least, int most)
    {
        if (Text(node, what) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        Error(node.Position, string.Create(CultureInfo.InvariantCulture, $"{what} must be a whole number from {least} to {most}"));
        return null;
    }

    /// <returns>Null, with an error, for anything but a length of time between the bounds.</returns>
    public TimeSpan? Time(YamlNode node, string what, TimeSpan least, TimeSpan most)
    {
        if (Text(node, what) is not { } text) return null;

        // Prometheus writes "0" for off.
        var isTime = Duration.TryParse(text, out var time) || (text == "0" && (time = TimeSpan.Zero) == TimeSpan.Zero);
        if (isTime && time >= least && time <= most) return time;

        Error(node.Position, $"{what} must be a length of time from {Duration.Format(least)} to {Duration.Format(most)}",
            $"Write {Duration.Forms}.");
        return null;
    }

    // What is like no key may be what should stand elsewhere: a user, a hash, a token, a line of a private key.
    private static bool IsMisspelt(string hint) => hint.StartsWith("Did you mean", StringComparison.Ordinal);
}
