using System.Diagnostics.CodeAnalysis;

namespace LogPair.Host.Configuration;

/// <summary>Merges flags, variables, file and defaults: the first that gives a value wins, in this order.</summary>
/// <remarks>Only values in force are judged: a wrong variable that a flag overrules harms nobody.</remarks>
internal sealed class SettingsResolver
{
    private readonly IReadOnlyDictionary<string, string> _flags;
    private readonly Func<string, string?> _variable;
    private readonly SettingsFile _file;
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly List<ResolvedSetting> _resolved = [];

    /// <param name="flags">Texts by flag, as <c>--listen</c>.</param>
    /// <param name="variable">An empty variable counts as not set: compose files and charts leave such behind.</param>
    public SettingsResolver(
        IReadOnlyDictionary<string, string> flags, Func<string, string?> variable, SettingsFile file)
    {
        _flags = flags;
        _variable = variable;
        _file = file;
    }

    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>What was asked for so far, in that order.</summary>
    public IReadOnlyList<ResolvedSetting> Resolved => _resolved;

    /// <param name="fallback">The default, used too where the value in force is wrong and has become a problem.</param>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? Get<T>(Setting<T> setting, T? fallback)
    {
        var (text, source, where) = Find(setting);
        if (source == SettingSource.Default)
        {
            _resolved.Add(new(setting, fallback is null ? "" : setting.Format(fallback), source, where));
            return fallback;
        }

        _resolved.Add(new(setting, text, source, where));
        if (setting.TryRead(text, out var value)) return value;

        _problems.Add(new(where, $"'{text}' is not a value for {setting.Name}", $"Expected is {setting.Expected}."));
        return fallback;
    }

    private (string Text, SettingSource Source, string Where) Find(Setting setting)
    {
        if (_flags.TryGetValue(setting.Flag, out var flag)) return (flag, SettingSource.Flag, setting.Flag);
        if (_variable(setting.Variable) is { Length: > 0 } variable)
            return (variable, SettingSource.Variable, setting.Variable);
        if (_file.TryGet(setting, out var text, out var where)) return (text, SettingSource.File, where);
        return ("", SettingSource.Default, "");
    }
}
