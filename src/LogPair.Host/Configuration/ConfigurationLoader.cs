using LogPair.Contract;
using LogPair.Host.Logging;
using LogPair.Host.Web;
using LogPair.Processor.Discovery;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Configuration;

/// <summary>Reads settings and rules from wherever they are given.</summary>
internal static class ConfigurationLoader
{
    /// <param name="flags">Texts by flag, as <c>--listen</c>.</param>
    /// <param name="variable">Values of environment variables.</param>
    public static LoadedConfiguration Load(IReadOnlyDictionary<string, string> flags, Func<string, string?> variable) =>
        Load(flags, variable, File.ReadAllText);

    /// <inheritdoc cref="Load(IReadOnlyDictionary{string, string}, Func{string, string?})"/>
    /// <param name="read">Yields the text of the rules file.</param>
    public static LoadedConfiguration Load(
        IReadOnlyDictionary<string, string> flags, Func<string, string?> variable, Func<string, string> read)
    {
        var problems = new List<ConfigurationProblem>();
        var warnings = new List<ConfigurationProblem>();
        string? text = null;
        var (rules, file) = ReadFile(flags, variable, path => text = read(path), problems, warnings);
        var inputs = problems.Count == 0 ? InputsOfFile.Known : InputsOfFile.Unknown;
        var resolver = new SettingsResolver(flags, variable, file);
        var settings = Resolve(resolver, rules);
        problems.AddRange(resolver.Problems);
        return new LoadedConfiguration
        {
            Settings = settings,
            Rules = rules,
            Resolved = resolver.Resolved,
            Errors = problems,
            Doubts = warnings,
            FileText = text,
            Inputs = inputs,
        };
    }

    private static HostSettings Resolve(SettingsResolver resolver, RuleSet rules)
    {
        var configFile = resolver.Get(SettingTable.Config, null);
        var logs = resolver.Get(SettingTable.Logs, [.. rules.Inputs.Select(input => input.Path)]);
        return new HostSettings
        {
            ConfigFile = configFile,
            Logs = logs,
            StateDirectory = resolver.Get(SettingTable.State, logs.Count == 0 ? null : DefaultState(logs[0])),
            Listen = resolver.Get(SettingTable.Listen, ListenAddress.Default),
            WebConfig = resolver.Get(SettingTable.WebConfig, null),
            MaxLineBytes = resolver.Get(SettingTable.MaxLineBytes, LineFramer.DefaultMaxLineBytes),
            Lanes = resolver.Get(SettingTable.Lanes, ProcessorOptions.DefaultLanes),
            CheckpointInterval = resolver.Get(SettingTable.CheckpointInterval, TimeSpan.FromSeconds(1)),
            Durability = resolver.Get(SettingTable.Durability, Durability.Process),
            MinPollInterval = resolver.Get(SettingTable.MinPollInterval, TimeSpan.FromMilliseconds(50)),
            MaxPollInterval = resolver.Get(SettingTable.MaxPollInterval, TimeSpan.FromMilliseconds(250)),
            StopTimeout = resolver.Get(SettingTable.StopTimeout, ProcessorOptions.DefaultStopTimeout),
            Doorbell = resolver.Get(SettingTable.Doorbell, null),
            SampleLines = resolver.Get(SettingTable.SampleLines, true),
            LogLevel = resolver.Get(SettingTable.LogLevel, LogLevel.Information),
            LogFormat = resolver.Get(SettingTable.LogFormat, LogFormat.Auto),
        };
    }

    private static (RuleSet Rules, SettingsFile File) ReadFile(
        IReadOnlyDictionary<string, string> flags, Func<string, string?> variable, Func<string, string> read,
        List<ConfigurationProblem> problems, List<ConfigurationProblem> warnings)
    {
        var name = new SettingsResolver(flags, variable, SettingsFile.None);
        if (name.Get(SettingTable.Config, null) is not { } path) return (RuleSet.BuiltIn, SettingsFile.None);

        string yaml;
        try
        {
            yaml = read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(CannotRead(name.Resolved[0], path, exception));
            return (RuleSet.BuiltIn, SettingsFile.None);
        }

        var result = RulesLoader.Load(path, yaml, variable);
        problems.AddRange(result.Errors.Select(ConfigurationProblem.Of));
        warnings.AddRange(result.Warnings.Select(ConfigurationProblem.Of));
        var file = new SettingsFile(path, result.Settings);
        problems.AddRange(file.Problems);
        return (result.Rules ?? RuleSet.BuiltIn, file);
    }

    // A flag was just typed and "check" has none; a variable may have been set by somebody else.
    private static ConfigurationProblem CannotRead(ResolvedSetting setting, string path, Exception exception)
    {
        var reason = exception.Message.TrimEnd('.');
        const string hint = "Check the path, and that this user may read it.";
        return setting.Source == SettingSource.Variable
            ? new(setting.Where, $"cannot read '{path}': {reason}", hint)
            : new(path, $"cannot read it: {reason}", hint);
    }

    private static string DefaultState(string logs) => VolumeLayout.SharedState(FileGlob.Parse(logs).Root);
}
