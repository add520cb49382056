using LogPair.Contract;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Following;

public class SealKeeperTests
{
    private const string Rules = """
        metrics:
          - name: lines_total
            type: counter
            labels: { n: N }
        """;

    private const string Segment = "app20261122.log";
    private const string Lines = "{\"N\":1}\n{\"N\":2}\n";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void ASegmentThatHoldsWhatItsSealSaysIsVerified()
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines, Lines);
        using var processor = Start(volume);

        processor.StepToEnd();
        processor.Step();

        Assert.Equal(1, processor.Value("logpair_seals_total", "app", "verified"));
        Assert.Equal(0, processor.Total("logpair_lost_lines_total"));
    }

    [Theory]
    [InlineData(Lines + "{\"N\":3}\n", 1, 8)]
    [InlineData("{\"N\":1}\n{\"N\":7}\n", 0, 0)]
    [InlineData("{\"N\":1}\n", 0, 0)]
    public void ADifferenceIsCountedOnceWithWhatIsMissing(string promised, int lines, int bytes)
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines, promised);
        using var processor = Start(volume);

        processor.StepToEnd();
        _time.Advance(TimeSpan.FromSeconds(3));
        processor.Step();
        processor.Step();

        Assert.Equal(1, processor.Value("logpair_seals_total", "app", "mismatch"));
        Assert.Equal(lines, processor.Value("logpair_lost_lines_total", "app", "seal_mismatch"));
        Assert.Equal(bytes, processor.Value("logpair_lost_bytes_total", "app", "seal_mismatch"));
    }

    [Fact]
    public async Task WhatTheGeneratorDroppedIsCountedOnceThroughRestarts()
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines, Lines, new() { ["no_space"] = 4, ["Not A Word!"] = 2 });
        for (var life = 0; life < 3; life++)
        {
            using var processor = Start(volume);
            processor.StepToEnd();
            processor.Step();
            await processor.Checkpointer.SaveAsync(CancellationToken.None);

            Assert.Equal(4, processor.Value("logpair_lost_lines_total", "app", "no_space"));
            Assert.Equal(2, processor.Value("logpair_lost_lines_total", "app", "other"));
            Assert.Equal(1, processor.Value("logpair_seals_total", "app", "verified"));
        }
    }

    [Fact]
    public async Task ASegmentThatWasReadByTwoProcessesIsVerifiedByTheSecond()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume[Segment], "{\"N\":1}\n");
        using (var first = Start(volume))
        {
            first.StepToEnd();
            await first.Checkpointer.SaveAsync(CancellationToken.None);
        }

        Write(volume, Segment, Lines, Lines);
        using var second = Start(volume);
        second.StepToEnd();
        second.Step();

        Assert.Equal(2, second.Value("logpair_lines_total"));
        Assert.Equal(1, second.Value("logpair_seals_total", "app", "verified"));
    }

    [Fact]
    public void ATornLastLineIsLostOnceItsSegmentIsSealed()
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines + "{\"N\"", Lines, tornBytes: 4);
        using var processor = Start(volume);

        processor.StepToEnd();
        processor.Step();

        Assert.Equal(2, processor.Value("logpair_lines_total"));
        Assert.Equal(1, processor.Value("logpair_lost_lines_total", "app", "torn"));
        Assert.Equal(4, processor.Value("logpair_lost_bytes_total", "app", "torn"));
    }

    [Fact]
    public async Task ASealWhoseSegmentWentUnreadTellsWhatIsLost()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app20261121.log"], Lines);
        await CountAndStopAsync(volume);

        Write(volume, Segment, Lines, Lines, new() { ["io"] = 1 });
        File.Delete(volume[Segment]);
        using var processor = Start(volume);
        LookForAWhile(processor);

        Assert.Equal(2, processor.Value("logpair_lost_lines_total", "app", "vanished"));
        Assert.Equal(Lines.Length, processor.Value("logpair_lost_bytes_total", "app", "vanished"));
        Assert.Equal(1, processor.Value("logpair_lost_lines_total", "app", "io"));
    }

    [Fact]
    public async Task ASegmentThatWentHalfReadIsLostFromThereOn()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume[Segment], "{\"N\":1}\n");
        await CountAndStopAsync(volume);

        Write(volume, Segment, Lines, Lines);
        File.Delete(volume[Segment]);
        using var processor = Start(volume);
        LookForAWhile(processor);

        Assert.Equal(1, processor.Value("logpair_lost_lines_total", "app", "vanished"));
        Assert.Equal(8, processor.Value("logpair_lost_bytes_total", "app", "vanished"));
    }

    [Fact]
    public async Task TheLastSealOfCountedSegmentsIsNoLoss()
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines, Lines);
        await CountAndStopAsync(volume);

        // The generator deletes what is acknowledged, and keeps its newest seal.
        File.Delete(volume[Segment]);
        for (var life = 0; life < 2; life++)
        {
            using var processor = Start(volume);
            LookForAWhile(processor);
            await processor.Checkpointer.SaveAsync(CancellationToken.None);
            Assert.Equal(0, processor.Total("logpair_lost_bytes_total"));
        }
    }

    [Fact]
    public void SealsThatStandAloneWhenALifeBeginsAreHistory()
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines, Lines);
        File.Delete(volume[Segment]);
        using var processor = Start(volume);

        LookForAWhile(processor);

        Assert.Equal(0, processor.Total("logpair_lost_lines_total"));
    }

    [Fact]
    public void ASealOfAnotherVersionIsLeftAlone()
    {
        using var volume = new TempVolume();
        Write(volume, Segment, Lines, Lines);
        File.WriteAllText(VolumeLayout.SealOf(volume[Segment]), "{\"version\":99}");
        using var processor = Start(volume);

        LookForAWhile(processor);

        Assert.Equal(2, processor.Value("logpair_lines_total"));
        Assert.Equal(0, processor.Total("logpair_seals_total"));
    }

    private static void Write(
        TempVolume volume, string segment, string content, string promised, Dictionary<string, long>? dropped = null,
        int tornBytes = 0)
    {
        var digest = new SegmentDigest();
        digest.Append(System.Text.Encoding.UTF8.GetBytes(promised));
        if (File.Exists(volume[segment])) File.AppendAllText(volume[segment], content[(int)new FileInfo(volume[segment]).Length..]);
        else File.WriteAllText(volume[segment], content);
        new Seal
        {
            Bytes = digest.Bytes,
            Lines = digest.Lines,
            Hash = digest.Hash,
            Dropped = dropped ?? [],
            TornBytes = tornBytes,
        }.Write(VolumeLayout.SealOf(volume[segment]));
    }

    private async Task CountAndStopAsync(TempVolume volume)
    {
        using var processor = Start(volume);
        processor.StepToEnd();
        processor.Step();
        await processor.Checkpointer.SaveAsync(CancellationToken.None);
    }

    private void LookForAWhile(SteppedProcessor processor)
    {
        for (var i = 0; i < 5; i++)
        {
            processor.StepToEnd();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private SteppedProcessor Start(TempVolume volume) => new(volume.Path, volume["state"], Rules, _time);
}
