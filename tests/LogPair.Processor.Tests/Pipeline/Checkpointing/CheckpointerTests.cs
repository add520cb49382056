using LogPair.Contract;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Checkpointing;

public class CheckpointerTests
{
    private const string Rules = """
        metrics:
          - name: lines_total
            type: counter
            labels: { n: N }
          - name: size
            type: histogram
            value: V
            buckets: [1, 2]
        """;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task ARestartGoesOnWhereTheCheckpointEnds()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1.5}\n");
        await CountAndStopAsync(volume);

        File.AppendAllText(volume["a.log"], "{\"N\":\"x\",\"V\":3}\n");
        using var second = Start(volume);
        second.StepToEnd();

        var served = await second.ScrapeAsync();
        Assert.Equal(2, served["lines_total{n=\"x\"}"]);
        Assert.Equal(4.5, served["size_sum"]);
        Assert.Equal(1, served["size_bucket{le=\"2\"}"]);
        Assert.Equal(2, served["size_bucket{le=\"+Inf\"}"]);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("garbage")]
    [InlineData("future")]
    public async Task ADamagedCheckpointIsSetAsideAndCountingStartsAnew(string damage)
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        await CountAndStopAsync(volume);

        var path = volume["state/" + VolumeLayout.CheckpointFile];
        File.WriteAllBytes(path, Damage(File.ReadAllBytes(path), damage));
        using var second = Start(volume);
        second.StepToEnd();

        Assert.Equal(1, second.Value("lines_total", "x"));
        Assert.True(File.Exists(path + ".damaged"));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("flipped")]
    [InlineData("future")]
    [InlineData("deleted")]
    public async Task TheCheckpointBeforeADamagedOneIsGoodEnough(string damage)
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        await CountAndStopAsync(volume);
        File.AppendAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        await CountAndStopAsync(volume);

        var path = volume["state/" + VolumeLayout.CheckpointFile];
        if (damage == "deleted") File.Delete(path);
        else File.WriteAllBytes(path, Damage(File.ReadAllBytes(path), damage));
        using var second = Start(volume);
        Assert.Equal(1, second.Value("lines_total", "x"));
        Assert.Equal(RestoreOutcome.Earlier, second.Restored);

        second.StepToEnd();

        Assert.Equal(2, second.Value("lines_total", "x"));
    }

    [Fact]
    public async Task AKillBetweenTheRenamesOfACheckpointLosesNothing()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        await CountAndStopAsync(volume);

        var path = volume["state/" + VolumeLayout.CheckpointFile];
        File.Copy(path, volume["state/" + VolumeLayout.PreviousCheckpointFile]);
        File.Move(path, path + VolumeLayout.TemporarySuffix);
        File.Delete(volume["a.log"]);
        using var second = Start(volume);

        Assert.Equal(1, second.Value("lines_total", "x"));
    }

    [Fact]
    public async Task AScrapeShowsNothingThatCouldNotBeSaved()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        using var processor = Start(volume);
        processor.StepToEnd();
        Assert.Equal(1, (await processor.ScrapeAsync())["lines_total{n=\"x\"}"]);

        // Without its file, and with a directory where a new one should go, every save fails, for root too.
        File.Delete(volume["state/" + VolumeLayout.CheckpointFile]);
        var blocked = volume["state/" + VolumeLayout.CheckpointFile + VolumeLayout.TemporarySuffix];
        Directory.CreateDirectory(blocked);
        File.AppendAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n{\"N\":\"y\",\"V\":1}\n");
        processor.StepToEnd();
        var whileFailing = await processor.ScrapeAsync();
        Directory.Delete(blocked);
        var afterwards = await processor.ScrapeAsync();

        Assert.Equal(1, whileFailing["lines_total{n=\"x\"}"]);
        Assert.DoesNotContain("lines_total{n=\"y\"}", whileFailing);
        Assert.Equal(2, afterwards["lines_total{n=\"x\"}"]);
        Assert.Equal(1, afterwards["lines_total{n=\"y\"}"]);
    }

    [Theory]
    [InlineData("cut", 3)]
    [InlineData("flipped", 3)]
    [InlineData("none", 4)]
    public async Task DamageInWhatWasAppendedCostsOnlyWhatCameAfter(string damage, int remembered)
    {
        using var volume = new TempVolume();
        using (var processor = Start(volume))
        {
            for (var i = 0; i < 4; i++)
            {
                File.AppendAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
                processor.StepToEnd();
                await processor.Checkpointer.SaveAsync(CancellationToken.None);
            }
        }

        var path = volume["state/" + VolumeLayout.CheckpointFile];
        var file = File.ReadAllBytes(path);
        if (damage == "cut") file = file[..^1];
        if (damage == "flipped") file[^1] ^= 1;
        File.WriteAllBytes(path, file);
        using var second = Start(volume);

        Assert.Equal(remembered, second.Value("lines_total", "x"));
        Assert.Equal(damage == "none" ? RestoreOutcome.Whole : RestoreOutcome.Earlier, second.Restored);
        second.StepToEnd();
        Assert.Equal(4, second.Value("lines_total", "x"));
    }

    [Fact]
    public async Task ASaveCostsWhatChanged()
    {
        using var volume = new TempVolume();
        File.WriteAllLines(volume["a.log"], Enumerable.Range(0, 900).Select(i => $"{{\"N\":\"{i}\",\"V\":1}}"));
        using var processor = Start(volume);
        processor.StepToEnd();
        await processor.Checkpointer.SaveAsync(CancellationToken.None);
        var path = volume["state/" + VolumeLayout.CheckpointFile];
        var whole = new FileInfo(path).Length;

        File.AppendAllText(volume["a.log"], "{\"N\":\"7\",\"V\":1}\n");
        processor.StepToEnd();
        await processor.Checkpointer.SaveAsync(CancellationToken.None);

        Assert.InRange(new FileInfo(path).Length - whole, 1, 2000);
    }

    [Fact]
    public async Task AStateThatIsWrittenAnewKeepsTheOneBefore()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume);
        var line = string.Concat(Enumerable.Range(0, 900).Select(i => $"{{\"N\":\"{i}\",\"V\":1}}\n"));
        for (var i = 0; i < 60; i++)
        {
            File.AppendAllText(volume["a.log"], line);
            processor.StepToEnd();
            await processor.Checkpointer.SaveAsync(CancellationToken.None);
        }

        var path = volume["state/" + VolumeLayout.CheckpointFile];
        Assert.InRange(new FileInfo(path).Length, 1, 1_500_000);
        File.Delete(path);
        using var second = Start(volume);

        Assert.InRange(second.Value("lines_total", "7"), 2, 59);
        second.StepToEnd();
        Assert.Equal(60, second.Value("lines_total", "7"));
    }

    [Fact]
    public async Task ALifeIsAsOldAsItsState()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        var begin = _time.GetUtcNow();
        await CountAndStopAsync(volume);

        _time.Advance(TimeSpan.FromMinutes(1));
        using (var resumed = Start(volume)) Assert.Equal(begin, resumed.Ledger.Use(state => state.Created));

        File.WriteAllText(volume["state/" + VolumeLayout.CheckpointFile], "garbage");
        using var anew = Start(volume);
        Assert.Equal(RestoreOutcome.Lost, anew.Restored);
        Assert.Equal(begin + TimeSpan.FromMinutes(1), anew.Ledger.Use(state => state.Created));
    }

    [Fact]
    public async Task AcknowledgementsTellWhatIsDurable()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app20261122.log"], "{\"N\":1}\n{\"N\":2}\n{\"N\"");
        using var processor = Start(volume);
        processor.StepToEnd();
        await processor.Checkpointer.SaveAsync(CancellationToken.None);

        var path = volume["state/" + VolumeLayout.AcknowledgementsFile];
        Assert.Equal(ContractReadOutcome.Read, Acknowledgements.TryRead(path, out var acknowledgements, out _));
        Assert.Equal([new Acknowledgement("app20261122.log", 16)], acknowledgements!.Segments);
    }

    [Fact]
    public async Task WhatIsAcknowledgedIsToldWhenItChangesAndElseEveryTenSeconds()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume);
        DateTimeOffset? told = null;

        // Which segments grow before a save, how many seconds after the one before, and whether it is told.
        (string File, int Seconds, bool IsTold)[] saves =
        [
            ("app20261122.log", 0, true), ("other.log", 1, false), ("app20261122.log", 1, true), ("other.log", 1, false),
            ("other.log", 9, true), ("app20261122.log", 0, true), ("other.log", 10, true),
        ];
        foreach (var (file, seconds, isTold) in saves)
        {
            _time.Advance(TimeSpan.FromMilliseconds((seconds * 1000) + 1));
            File.AppendAllText(volume[file], "{\"N\":1}\n");
            processor.StepToEnd();
            await processor.Checkpointer.SaveAsync(CancellationToken.None);

            var path = volume["state/" + VolumeLayout.AcknowledgementsFile];
            Assert.Equal(ContractReadOutcome.Read, Acknowledgements.TryRead(path, out var acknowledgements, out _));
            Assert.Equal(isTold ? _time.GetUtcNow() : told, acknowledgements!.Generated);
            told = acknowledgements.Generated;
        }
    }

    [Fact]
    public async Task WhatAScrapePutsOffIsToldByTheNextSave()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume);
        for (var scrape = 0; scrape < 2; scrape++)
        {
            File.AppendAllText(volume["app20261122.log"], "{\"N\":1}\n");
            processor.StepToEnd();
            await processor.ScrapeAsync();

            // Two at one moment: the second does not tell, since it has just been told.
            Assert.Equal(scrape == 1, processor.Checkpointer.IsSignDue);
        }

        await processor.Checkpointer.SaveAsync(CancellationToken.None);

        Assert.True(Acknowledgements.TryRead(
            volume["state/" + VolumeLayout.AcknowledgementsFile], out var told, out _) == ContractReadOutcome.Read);
        Assert.Equal([new Acknowledgement("app20261122.log", 16)], told!.Segments);
        Assert.False(processor.Checkpointer.IsSignDue);
    }

    [Fact]
    public async Task TwoSegmentsOfOneNameAreAcknowledgedAsFarAsBothAreCounted()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["a"]);
        Directory.CreateDirectory(volume["b"]);
        File.WriteAllText(volume["a/app20261122.log"], "{\"N\":1}\n{\"N\":2}\n");
        File.WriteAllText(volume["b/app20261122.log"], "{\"N\":1}\n");
        using var processor = new SteppedProcessor(volume["**/*.log"], volume["state"], Rules, _time);
        processor.StepToEnd();
        await processor.Checkpointer.SaveAsync(CancellationToken.None);

        var path = volume["state/" + VolumeLayout.AcknowledgementsFile];
        Assert.Equal(ContractReadOutcome.Read, Acknowledgements.TryRead(path, out var acknowledgements, out _));
        Assert.Equal([new Acknowledgement("app20261122.log", 8)], acknowledgements!.Segments);
    }

    [Fact]
    public async Task ALinkWhereTheTemporaryFileGoesIsNotFollowed()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        File.WriteAllText(volume["precious"], "precious");
        using var processor = Start(volume);
        processor.StepToEnd();
        Directory.CreateDirectory(volume["state"]);
        File.CreateSymbolicLink(
            volume["state/" + VolumeLayout.CheckpointFile + VolumeLayout.TemporarySuffix], volume["precious"]);

        Assert.True(await processor.Checkpointer.SaveAsync(CancellationToken.None));

        Assert.Equal("precious", File.ReadAllText(volume["precious"]));
        Assert.Null(new FileInfo(volume["state/" + VolumeLayout.CheckpointFile]).LinkTarget);
    }

    [Fact]
    public async Task SavingTellsWhetherTheStateIsDurable()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1}\n");
        using var processor = Start(volume);
        processor.StepToEnd();
        var blocked = volume["state/" + VolumeLayout.CheckpointFile + VolumeLayout.TemporarySuffix];
        Directory.CreateDirectory(blocked);

        Assert.False(await processor.Checkpointer.SaveAsync(CancellationToken.None));
        Directory.Delete(blocked);
        Assert.True(await processor.Checkpointer.SaveAsync(CancellationToken.None));
        Assert.True(await processor.Checkpointer.SaveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AMetricThatChangedItsShapeStartsAnewAndTheOthersGoOn()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\",\"V\":1.5}\n");
        await CountAndStopAsync(volume);

        using var second = Start(volume, Rules.Replace("[1, 2]", "[1, 5]", StringComparison.Ordinal));

        var served = await second.ScrapeAsync();
        Assert.Equal(1, served["lines_total{n=\"x\"}"]);
        Assert.Equal(0, served["size_count"]);
    }

    private async Task CountAndStopAsync(TempVolume volume)
    {
        using var processor = Start(volume);
        processor.StepToEnd();
        await processor.Checkpointer.SaveAsync(CancellationToken.None);
    }

    private SteppedProcessor Start(TempVolume volume, string rules = Rules) =>
        new(volume.Path, volume["state"], rules, _time);

    private static byte[] Damage(byte[] file, string damage)
    {
        switch (damage)
        {
            case "empty":
                return [];
            case "cut":
                return file[..^3];
            case "flipped":
                file[file.Length / 2] ^= 4;
                return file;
            case "garbage":
                return [.. Enumerable.Repeat((byte)'x', 500)];
            default:
                file[8] = 99;
                return file;
        }
    }
}
