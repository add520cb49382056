namespace LogPair.Generator;

/// <summary>
/// How an event is written as a line. Every format escapes line feeds: one event is one line, always.
/// </summary>
public enum LogPairFormat
{
    /// <summary>
    /// Compact log event format with the message template, <c>@mt</c>.
    /// Smallest, and events of one kind can be told by their template.
    /// </summary>
    Clef,

    /// <summary>
    /// Compact log event format with the rendered message, <c>@m</c>, and the event type as a hash, <c>@i</c>.
    /// </summary>
    Rendered,
}
