using System.Net;
using System.Net.Sockets;
using LogPair.Processor.Discovery;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Discovery;

public sealed class DoorbellTests : IDisposable
{
    private static readonly TimeSpan Closed = TimeSpan.FromMilliseconds(25);
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly Socket _finger = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly FakeTimeProvider _time = new();
    private readonly Hints _hints = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60_000)]
    public async Task ARingIsAHintWhateverIsInIt(int length)
    {
        using var doorbell = new Doorbell(AnyPort, Closed, _hints.Give, _time);

        _finger.SendTo(new byte[length], doorbell.Address);

        await _hints.WaitAsync();
    }

    [Fact]
    public async Task AFloodOfRingsIsOneHintUntilTheDoorOpensAgain()
    {
        using var doorbell = new Doorbell(AnyPort, Closed, _hints.Give, _time);

        _finger.SendTo([0], doorbell.Address);
        await _hints.WaitAsync();
        for (var i = 0; i < 10_000; i++) _finger.SendTo([0], doorbell.Address);
        Assert.Equal(0, _hints.Count);
        _time.Advance(Closed);

        await _hints.WaitAsync();
        Assert.Equal(0, _hints.Count);
    }

    [Fact]
    public void AnAddressThatIsTakenIsRefused()
    {
        using var first = new Doorbell(AnyPort, Closed, _hints.Give, _time);

        Assert.Throws<SocketException>(() => new Doorbell(first.Address, Closed, _hints.Give, _time));
    }

    public void Dispose()
    {
        _finger.Dispose();
        _hints.Dispose();
    }
}
