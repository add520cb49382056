using System.Net;
using System.Net.Sockets;
using LogPair.Generator.Tests.Support;

namespace LogPair.Generator.Tests.Sinks;

public sealed class DoorbellTests : IDisposable
{
    private readonly Socket _door = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
    {
        Blocking = false,
    };

    public DoorbellTests() => _door.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    [Fact]
    public void ABurstRingsOnceAtItsBeginningAndOnceForWhatCameAfterIt()
    {
        using var pod = new Pod(nameof(ABurstRingsOnceAtItsBeginningAndOnceForWhatCameAfterIt));
        using var log = pod.Start(with: Options);

        for (var i = 0; i < 1_000; i++) log.Information("Order {Id}", i);
        Assert.Equal(1, Rings());
        pod.Time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Equal(0, Rings());
        pod.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Rings());
        pod.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, Rings());
    }

    [Fact]
    public void ALineIsInItsSegmentBeforeItIsRungForAndTheLastSealIsRungForToo()
    {
        using var pod = new Pod(nameof(ALineIsInItsSegmentBeforeItIsRungForAndTheLastSealIsRungForToo));

        using (var log = pod.Start(with: Options))
        {
            log.Information("Alone");
            Assert.Equal((1, 1), (Rings(), pod.Lines.Length));
        }

        Assert.Equal(1, Rings());
    }

    [Fact]
    public void NobodyBehindTheDoorIsNoTroubleForAnybody()
    {
        using var pod = new Pod(nameof(NobodyBehindTheDoorIsNoTroubleForAnybody));
        var options = Options;
        _door.Dispose();

        using (var log = pod.Start(with: options))
        {
            for (var i = 0; i < 100; i++)
            {
                log.Information("Order {Id}", i);
                pod.Time.Advance(TimeSpan.FromMilliseconds(10));
            }
        }

        Assert.Equal((100, 0, null), (pod.Status.EventsWritten, pod.Status.EventsDropped, pod.Status.LastError));
    }

    [Fact]
    public void WhatIsDroppedIsNotRungFor()
    {
        using var pod = new Pod(nameof(WhatIsDroppedIsNotRungFor));
        var disk = new FaultyDisk { Room = 0 };
        using var log = pod.Start(disk: disk.Wrap, with: Options);

        log.Information("Dropped");

        Assert.Equal(0, Rings());
    }

    public void Dispose() => _door.Dispose();

    private LogPairOptions Options => new()
    {
        MaxVolumeBytes = 1 << 30,
        Doorbell = $"127.0.0.1:{((IPEndPoint)_door.LocalEndPoint!).Port}",
    };

    private int Rings()
    {
        var rings = 0;
        for (; _door.Available > 0; rings++) _door.Receive(new byte[16]);
        return rings;
    }
}
