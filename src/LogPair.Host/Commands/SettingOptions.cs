using System.CommandLine;
using LogPair.Host.Configuration;

namespace LogPair.Host.Commands;

/// <summary>The flags of some settings on one command.</summary>
/// <remarks>They carry text: a setting is read the same way wherever it comes from.</remarks>
internal sealed class SettingOptions
{
    private readonly List<(Setting Setting, Func<ParseResult, string?> Text)> _options = [];

    /// <summary>Adds a flag for each of <paramref name="settings"/> to <paramref name="command"/>.</summary>
    public SettingOptions(Command command, params IEnumerable<Setting> settings)
    {
        foreach (var setting in settings)
        {
            var description = $"{setting.Help} [{setting.Variable}; default: {setting.DefaultText}]";
            if (setting.IsList)
            {
                var option = new Option<string[]>(setting.Flag)
                {
                    HelpName = setting.ValueName,
                    Description = description,
                    // A glob without quotes arrives as many words.
                    AllowMultipleArgumentsPerToken = true,
                };
                command.Options.Add(option);
                _options.Add((setting, parsed => parsed.GetValue(option) is { Length: > 0 } texts
                    ? string.Join(',', texts)
                    : null));
            }
            else
            {
                var option = new Option<string>(setting.Flag, setting.OtherFlag is { } other ? [other] : [])
                {
                    HelpName = setting.ValueName,
                    Description = description,
                };
                if (setting.Choices.Count > 0) option.CompletionSources.Add([.. setting.Choices]);
                command.Options.Add(option);
                _options.Add((setting, parsed => parsed.GetValue(option)));
            }
        }
    }

    /// <summary>The texts of the flags that were given, by flag.</summary>
    public IReadOnlyDictionary<string, string> Read(ParseResult parsed)
    {
        var flags = new Dictionary<string, string>();
        foreach (var (setting, text) in _options)
        {
            if (text(parsed) is { } given) flags[setting.Flag] = given;
        }

        return flags;
    }
}
