using System.Net;
using System.Net.Sockets;

namespace LogPair.Processor.Discovery;

/// <summary>
/// Hints from a writer where file events do not arrive: any datagram on a loopback port means "look".
/// </summary>
/// <remarks>
/// What a datagram says is not looked at, and after a hint the door stays closed for a while, so that whoever rings
/// without pause causes no more looks than a file that grows. A ring meanwhile waits in the socket and is answered
/// when the door opens again; more than the socket holds are thrown away by the kernel.
/// </remarks>
internal sealed class Doorbell : IDisposable
{
    // The kernel's least, a few datagrams: one that waits is as good as a thousand.
    private const int LeastBuffer = 1;

    private readonly Socket _socket;
    private readonly TimeSpan _closed;
    private readonly Action _hint;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();

    /// <param name="address">Of the loopback interface. Port 0 lets the system choose.</param>
    /// <param name="closed">How long a ring is not answered after the one before it.</param>
    /// <param name="hint">Called on an arbitrary thread; must return at once.</param>
    /// <param name="time">Clock of <paramref name="closed"/>.</param>
    /// <exception cref="SocketException">The address is in use, or there is none of its kind.</exception>
    public Doorbell(IPEndPoint address, TimeSpan closed, Action hint, TimeProvider time)
    {
        _closed = closed;
        _hint = hint;
        _time = time;
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveBufferSize = LeastBuffer,
        };
        try
        {
            _socket.Bind(address);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _ = AnswerAsync(_end.Token);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    public void Dispose()
    {
        _end.Cancel();
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync(CancellationToken end)
    {
        var ignored = new byte[1];
        try
        {
            while (true)
            {
                await HearAsync(ignored, end);
                await Task.Delay(_closed, _time, end);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task HearAsync(Memory<byte> ignored, CancellationToken end)
    {
        try
        {
            await _socket.ReceiveAsync(ignored, SocketFlags.None, end);
            _hint();
        }
        catch (SocketException)
        {
            // Longer than our byte, on some systems, or an interface that went down: rings may come again.
        }
    }
}
