namespace LogPair.Host.Logging;

/// <summary>Text form of <see cref="LogFormat"/>, both directions.</summary>
internal static class LogFormatNames
{
    public static bool TryParse(string text, out LogFormat format)
    {
        LogFormat? found = text.Trim().ToLowerInvariant() switch
        {
            "auto" => LogFormat.Auto,
            "text" => LogFormat.Text,
            "json" => LogFormat.Json,
            _ => null,
        };
        format = found ?? default;
        return found is not null;
    }

    public static string NameOf(LogFormat format) => format switch
    {
        LogFormat.Text => "text",
        LogFormat.Json => "json",
        _ => "auto",
    };
}
