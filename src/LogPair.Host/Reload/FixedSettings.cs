using LogPair.Host.Configuration;

namespace LogPair.Host.Reload;

/// <summary>Settings that a process keeps for its life, whatever its rules file says later.</summary>
internal static class FixedSettings
{
    private const string None = "none";

    /// <summary>The new settings, but for those that only a restart can change.</summary>
    /// <param name="running">In force.</param>
    /// <param name="wanted">From the changed file.</param>
    /// <param name="differing">Names, values in force and values wanted of those that differ.</param>
    public static HostSettings Keep(
        HostSettings running, HostSettings wanted, out IReadOnlyList<(string Name, string Kept, string Wanted)> differing)
    {
        (string Name, string? Kept, string? Wanted)[] all =
        [
            (SettingTable.State.Name, running.StateDirectory, wanted.StateDirectory),
            (SettingTable.Listen.Name, $"{running.Listen}", $"{wanted.Listen}"),
            (SettingTable.WebConfig.Name, running.WebConfig ?? None, wanted.WebConfig ?? None),
            (SettingTable.LogLevel.Name, Text(SettingTable.LogLevel, running.LogLevel),
                Text(SettingTable.LogLevel, wanted.LogLevel)),
            (SettingTable.LogFormat.Name, Text(SettingTable.LogFormat, running.LogFormat),
                Text(SettingTable.LogFormat, wanted.LogFormat)),
        ];
        differing = [.. all.Where(each => each.Kept != each.Wanted).Select(each => (each.Name, each.Kept!, each.Wanted!))];
        return wanted with
        {
            StateDirectory = running.StateDirectory,
            Listen = running.Listen,
            WebConfig = running.WebConfig,
            LogLevel = running.LogLevel,
            LogFormat = running.LogFormat,
        };
    }

    private static string Text<T>(Setting<T> setting, T value) => setting.Format(value);
}
