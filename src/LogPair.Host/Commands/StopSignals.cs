using System.Runtime.InteropServices;

namespace LogPair.Host.Commands;

/// <summary>SIGTERM and SIGINT: the first asks for a clean end, the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private volatile StopReason _reason;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Of the first signal; without meaning before it.</summary>
    public StopReason Reason => _reason;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // Uncancelled, the signal has its usual effect: the process dies of it, and its parent sees of which.
        if (_stop.IsCancellationRequested) return;

        _reason = context.Signal == PosixSignal.SIGTERM ? StopReason.Orchestrator : StopReason.Person;
        context.Cancel = true;
        _ = _stop.CancelAsync();
    }
}
