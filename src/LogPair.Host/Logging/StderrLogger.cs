using Microsoft.Extensions.Logging;

namespace LogPair.Host.Logging;

/// <summary>One category's way to <see cref="StderrLoggerProvider"/>.</summary>
internal sealed class StderrLogger : ILogger
{
    private readonly string _category;
    private readonly StderrLoggerProvider _provider;

    public StderrLogger(string category, StderrLoggerProvider provider)
    {
        _category = category;
        _provider = provider;
    }

    /// <summary>Scopes are not used here.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _provider.Write(_category, logLevel, eventId, formatter(state, exception),
            state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], exception);
}
