namespace LogPair.Host;

/// <summary>Who asked the process to stop.</summary>
internal enum StopReason
{
    /// <summary>SIGINT, which is Ctrl-C: somebody looks at the terminal and waits.</summary>
    Person,

    /// <summary>SIGTERM: the surroundings end, and will not start this process again with what it knows.</summary>
    Orchestrator,
}
