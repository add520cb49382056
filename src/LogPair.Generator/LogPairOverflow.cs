namespace LogPair.Generator;

/// <summary>What gives way when the volume budget is used up and nothing more is acknowledged.</summary>
public enum LogPairOverflow
{
    /// <summary>
    /// The oldest sealed segment is deleted although it is not acknowledged, as log rotation always did. The
    /// application never waits.
    /// </summary>
    DropOldestUnread,

    /// <summary>
    /// The event is dropped. What is on the volume stays until it is acknowledged. The application never waits.
    /// </summary>
    DropNewest,

    /// <summary>The call waits for an acknowledgement, as long as it may; then the event is dropped.</summary>
    Block,
}
