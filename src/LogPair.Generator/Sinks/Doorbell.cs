using System.Net;
using System.Net.Sockets;

namespace LogPair.Generator.Sinks;

/// <summary>
/// Tells the processor that there is something to read, where it would otherwise find out by polling: one datagram to
/// a loopback port. Most will be for nothing, and that is harmless; none is waited for, and none is missed by anybody.
/// </summary>
/// <remarks>Not thread-safe; the sink's lock owns it. Never throws.</remarks>
internal sealed class Doorbell : IDisposable
{
    /// <summary>At most a hundred datagrams a second, however much is written.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private static readonly byte[] Ring = [0];

    private readonly Socket? _socket;
    private readonly SocketAddress _address;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _rungAt;
    private bool _isDue;

    /// <param name="address">Of the loopback interface.</param>
    /// <param name="time">Clock of the interval.</param>
    /// <param name="later">Called on a thread of its own when <see cref="RingIfDue"/> has something to do.</param>
    /// <param name="tally">Told if there is no socket to be had; nothing rings then.</param>
    public Doorbell(IPEndPoint address, TimeProvider time, Action later, Tally tally)
    {
        _address = address.Serialize();
        _time = time;
        _timer = time.CreateTimer(_ => later(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _rungAt = time.GetTimestamp() - time.TimestampFrequency;
        try
        {
            // Not connected, so that nobody listening is no error of the next datagram.
            _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        }
        catch (SocketException e)
        {
            tally.Failed($"the doorbell {address} cannot be rung: {e.Message}");
        }
    }

    /// <summary>Something was written. Rings now; or, if it has just rung, when the interval is over.</summary>
    public void Written()
    {
        if (_isDue) return;

        var left = Interval - _time.GetElapsedTime(_rungAt);
        if (left <= TimeSpan.Zero) Send();
        else Wait(left);
    }

    /// <summary>Rings for what was written since it last rang.</summary>
    public void RingIfDue()
    {
        if (_isDue) Send();
    }

    /// <summary>Rings for the last seal, which nobody else would ring for.</summary>
    public void Dispose()
    {
        Send();
        _timer.Dispose();
        _socket?.Dispose();
    }

    private void Wait(TimeSpan time)
    {
        _isDue = true;
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    private void Send()
    {
        _isDue = false;
        _rungAt = _time.GetTimestamp();
        try
        {
            _socket?.SendTo(Ring, SocketFlags.None, _address);
        }
        catch (SocketException)
        {
            // A full queue, or an interface that is down. The processor finds out by polling, as it would without us.
        }
    }
}
