using Microsoft.Extensions.Logging;

namespace LogPair.Host.Logging;

/// <summary>One entry of logpair's own log, before it has a form.</summary>
/// <param name="At">UTC.</param>
/// <param name="Category">Name of the type that says it.</param>
/// <param name="Fields">
/// The message template's values by name; the template itself comes last, as <c>{OriginalFormat}</c>.
/// </param>
internal readonly record struct LogEntry(
    DateTimeOffset At,
    LogLevel Level,
    string Category,
    EventId Event,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Fields,
    Exception? Exception);
