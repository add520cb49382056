namespace LogPair.Host.Logging;

/// <summary>Form of logpair's own log.</summary>
internal enum LogFormat
{
    /// <summary>Text on a terminal, JSON otherwise.</summary>
    Auto,
    Text,
    Json,
}
