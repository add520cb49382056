namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>A processor whose one input a hostile neighbour owns: a process, or a container.</summary>
internal interface IProcessorUnderAttack : IAsyncDisposable
{
    Uri Metrics { get; }

    /// <summary>As the machine sees it.</summary>
    int ProcessId { get; }

    Task<string> LogAsync();
}
