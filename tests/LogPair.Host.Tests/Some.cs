using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Host;

/// <summary>Values that do not matter to a test.</summary>
internal static class Some
{
    public static ProcessorStatus Status(bool isReady) => new()
    {
        State = isReady ? ProcessorState.Following : ProcessorState.CatchingUp,
        NotReadyReason = isReady ? null : "restoring",
        SinceLastPass = TimeSpan.Zero,
        Counts = new LineCounts(Lines: 12_345, Bytes: 1 << 20, Unparsed: 67, Lost: 8),
        LagBytes = 0,
        LastCheckpoint = null,
        Segments = 0,
    };

    /// <summary>A process without environment, on a pipe.</summary>
    public static Surroundings Surroundings(CancellationToken stop) => new()
    {
        Output = new MemoryStream(),
        Error = TextWriter.Synchronized(new StringWriter()),
        Variable = _ => null,
        Time = TimeProvider.System,
        Stop = stop,
    };
}
