namespace LogPair.Processor.Pipeline;

/// <summary>What a state means to those who ask.</summary>
internal static class ProcessorStateExtensions
{
    /// <summary>Whether there are values to show that a restart would not take back.</summary>
    public static bool HasMetrics(this ProcessorState state) =>
        state is not (ProcessorState.Restoring or ProcessorState.Recounting);

    /// <summary>Whether state is restored and the backlog of the start was read.</summary>
    public static bool IsReady(this ProcessorState state) =>
        state is ProcessorState.Following or ProcessorState.Draining or ProcessorState.Lingering;
}
