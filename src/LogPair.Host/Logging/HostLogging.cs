using Microsoft.Extensions.Logging;

namespace LogPair.Host.Logging;

/// <summary>Sets up logpair's own log.</summary>
internal static class HostLogging
{
    /// <summary>
    /// A log on standard error; colours only on a terminal and without <c>NO_COLOR</c> (https://no-color.org).
    /// </summary>
    public static ILoggerFactory Create(LogFormat format, LogLevel level, Surroundings surroundings)
    {
        var isTerminal = surroundings.IsErrorTerminal;
        var isText = format == LogFormat.Text || (format == LogFormat.Auto && isTerminal);
        var hasColour = isTerminal && string.IsNullOrEmpty(surroundings.Variable("NO_COLOR"));
        ILogEntryFormatter formatter = isText ? new TextLogEntryFormatter(hasColour) : new JsonLogEntryFormatter();
        var filter = new LoggerFilterOptions { MinLevel = level };

        // The web server says on information what it answers; only its complaints are of use here.
        var least = level > LogLevel.Warning ? level : LogLevel.Warning;
        filter.Rules.Add(new LoggerFilterRule(providerName: null, "Microsoft", least, filter: null));

        // Why the web server could not start is explained where it is started.
        filter.Rules.Add(new LoggerFilterRule(providerName: null, "Microsoft.Extensions.Hosting", LogLevel.None,
            filter: null));
        return new LoggerFactory([new StderrLoggerProvider(surroundings.Error, formatter, surroundings.Time)], filter);
    }
}
