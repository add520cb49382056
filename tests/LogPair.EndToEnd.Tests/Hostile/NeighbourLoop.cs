using System.Diagnostics;

namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>A neighbour who goes on until this is disposed of.</summary>
internal sealed class NeighbourLoop(Process process) : IDisposable
{
    private bool _hasEnded;

    public void Dispose()
    {
        if (_hasEnded) return;

        _hasEnded = true;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
