namespace LogPair.Testing.Pods.Containers;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">128 and the signal's number, when a signal ended it.</param>
/// <param name="WasOutOfMemory">The kernel ended a process of it because of its memory limit.</param>
/// <param name="Message">What it left in its termination message file.</param>
internal sealed record ContainerEnd(int ExitCode, bool WasOutOfMemory, string Message)
{
    public string Reason => WasOutOfMemory ? "OOMKilled" : ExitCode == 0 ? "Completed" : "Error";
}
