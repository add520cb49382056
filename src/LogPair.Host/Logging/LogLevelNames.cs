using Microsoft.Extensions.Logging;

namespace LogPair.Host.Logging;

/// <summary>Text form of a log level, both directions; also reads the framework's long names.</summary>
internal static class LogLevelNames
{
    public static bool TryParse(string text, out LogLevel level)
    {
        LogLevel? found = text.Trim().ToLowerInvariant() switch
        {
            "trace" => LogLevel.Trace,
            "debug" => LogLevel.Debug,
            "info" or "information" => LogLevel.Information,
            "warn" or "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            "critical" => LogLevel.Critical,
            _ => null,
        };
        level = found ?? default;
        return found is not null;
    }

    public static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "none",
    };
}
