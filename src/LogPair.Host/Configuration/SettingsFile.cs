using System.Globalization;
using LogPair.Processor.Rules;

namespace LogPair.Host.Configuration;

/// <summary>The <c>settings:</c> section of a rules file.</summary>
internal sealed class SettingsFile
{
    private readonly Dictionary<string, (string Text, string Where)> _values = [];
    private readonly List<ConfigurationProblem> _problems = [];

    /// <param name="fileName">As the user named it.</param>
    /// <param name="scalars">
    /// From the rules loader; the key of a list's value ends in its index, as in <c>logs:0</c>.
    /// </param>
    public SettingsFile(string fileName, IReadOnlyDictionary<string, SettingScalar> scalars)
    {
        foreach (var (key, scalar) in scalars)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{fileName}:{scalar.Line}:{scalar.Column}");
            Add(key.Split(':'), scalar.Value, where);
        }
    }

    /// <summary>The section of a process that has no file.</summary>
    public static SettingsFile None { get; } = new("", new Dictionary<string, SettingScalar>());

    /// <summary>
    /// Keys that are no setting, and values of the wrong shape. Wrong values are the resolver's to find.
    /// </summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>The text of a setting, and where it stands as file:line:column.</summary>
    public bool TryGet(Setting setting, out string text, out string where)
    {
        var isThere = _values.TryGetValue(setting.Name, out var value);
        (text, where) = isThere ? value : ("", "");
        return isThere;
    }

    private void Add(string[] key, string text, string where)
    {
        var name = key[0];
        var setting = SettingTable.All.FirstOrDefault(candidate => candidate.Name == name);
        if (setting is null)
        {
            var known = string.Join(", ",
                SettingTable.All.Where(each => each.IsAllowedInFile).Select(each => each.Name));
            _problems.Add(new(where, $"'{string.Join('.', key)}' is not a setting", $"Known are {known}."));
        }
        else if (!setting.IsAllowedInFile)
        {
            _problems.Add(new(where, $"'{name}' cannot be set in the file it names",
                $"Use {setting.Flag} or {setting.Variable}."));
        }
        else if (key.Length == 1 || (key.Length == 2 && setting.IsList && IsIndex(key[1])))
        {
            _values[name] = _values.TryGetValue(name, out var before)
                ? ($"{before.Text},{text}", before.Where)
                : (text, where);
        }
        else
        {
            _problems.Add(new(where, $"{name} takes one value, not a list or a mapping",
                $"Expected is {setting.Expected}."));
        }
    }

    private static bool IsIndex(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
