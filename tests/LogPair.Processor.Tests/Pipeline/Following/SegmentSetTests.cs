using System.IO.Compression;
using System.Text;
using LogPair.Contract;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Following;

public class SegmentSetTests
{
    private const string Rules = """
        metrics:
          - name: lines_total
            type: counter
            labels: { n: N }
        """;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void AFileThatWasQuietBeforeItsNameWentIsStillReadForAWhile()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        using var processor = Start(volume);
        processor.StepToEnd();

        _time.Advance(TimeSpan.FromMinutes(1));
        File.Move(volume["a.log"], volume["a.log.1"]);
        processor.StepToEnd();
        File.AppendAllText(volume["a.log.1"], "{\"N\":\"x\"}\n");
        processor.StepToEnd();

        Assert.Equal(2, processor.Value("lines_total", "x"));
    }

    [Fact]
    public void LinesWrittenJustBeforeTheNameWentAreCounted()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        using var processor = Start(volume);
        processor.StepToEnd();

        _time.Advance(TimeSpan.FromMinutes(1));
        File.AppendAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        File.Delete(volume["a.log"]);
        processor.StepToEnd();

        Assert.Equal(2, processor.Value("lines_total", "x"));
    }

    [Fact]
    public async Task FilesThatWentWhileNobodyLookedAreForgottenInTheEnd()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 1100; i++) File.WriteAllText(volume[$"{i}.log"], "{}\n");
        using (var first = Start(volume))
        {
            first.StepToEnd();
            await first.Checkpointer.SaveAsync(CancellationToken.None);
        }

        for (var i = 0; i < 1100; i++) File.Delete(volume[$"{i}.log"]);
        using var second = Start(volume);
        Assert.Equal(1100, second.Ledger.KnownSegments().Count);
        second.StepToEnd();

        Assert.Equal(1000, second.Ledger.KnownSegments().Count);
    }

    [Fact]
    public void AFileThatIsSeenAgainIsNotCountedTwice()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        using var processor = Start(volume);
        processor.StepToEnd();

        File.Move(volume["a.log"], volume["elsewhere"]);
        File.WriteAllText(volume["a.log"], "");
        LetGo(processor);
        File.AppendAllText(volume["elsewhere"], "{\"N\":\"x\"}\n");
        File.Move(volume["elsewhere"], volume["a.log"], overwrite: true);
        processor.StepToEnd();

        Assert.Equal(2, processor.Value("lines_total", "x"));
    }

    [Fact]
    public void ADeletedFileIsHeldUntilAnotherTakesItsPlace()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        using var processor = Start(volume);
        processor.StepToEnd();

        using (var writer = new StreamWriter(volume["a.log"], append: true))
        {
            File.Delete(volume["a.log"]);
            LetGo(processor);
            Assert.Equal(1, processor.OpenSegments);

            writer.Write("{\"N\":\"x\"}\n");
            writer.Flush();
            processor.StepToEnd();
        }

        Assert.Equal(2, processor.Value("lines_total", "x"));
        File.WriteAllText(volume["a.log"], "");
        LetGo(processor);
        Assert.Equal(volume["a.log"], Assert.Single(processor.Segments).Path);
    }

    [Fact]
    public void ASegmentOfAGeneratorIsForgottenWhenItAndItsSealAreGone()
    {
        using var volume = new TempVolume();
        var line = "{\"N\":\"x\"}\n"u8.ToArray();
        File.WriteAllBytes(volume["app20261122.log"], line);
        var digest = new SegmentDigest();
        digest.Append(line);
        var seal = new Seal { Bytes = digest.Bytes, Lines = digest.Lines, Hash = digest.Hash };
        seal.Write(VolumeLayout.SealOf(volume["app20261122.log"]));
        using var processor = Start(volume);
        processor.StepToEnd();
        processor.Step();

        File.WriteAllBytes(volume["app20261122_001.log"], line);
        File.Delete(volume["app20261122.log"]);
        File.Delete(VolumeLayout.SealOf(volume["app20261122.log"]));
        LetGo(processor);

        Assert.Equal(volume["app20261122_001.log"], Assert.Single(processor.Ledger.KnownSegments()).Value.Path);
    }

    [Fact]
    public void AFileThatWasMovedAwayIsReadWhileItIsThere()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        using var processor = Start(volume);
        processor.StepToEnd();

        File.Move(volume["a.log"], volume["a.log.old"]);
        File.WriteAllText(volume["a.log"], "");
        LetGo(processor);
        File.AppendAllText(volume["a.log.old"], "{\"N\":\"x\"}\n");
        processor.StepToEnd();

        Assert.Equal(2, processor.Value("lines_total", "x"));
    }

    [Theory]
    [InlineData("app.log", "app.1.log.gz")]
    [InlineData("app.log", "app-2026-11-22-1.log.gz")]
    [InlineData("app.log", "app.2026-11-22.0.log.gz")]
    [InlineData("app20261122.log", "app20261122.log.gz")]
    public void ACompressedFileIsKnownWhateverItsName(string name, string compressed)
    {
        using var volume = new TempVolume();
        var lines = string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"N\":\"x\",\"Id\":{i * 7919}}}\n"));
        File.WriteAllText(volume[name], lines);
        using var processor = Start(volume);
        processor.StepToEnd();

        using (var gzip = new GZipStream(File.Create(volume[compressed]), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(lines));
        File.Delete(volume[name]);
        File.WriteAllText(volume["app20261122_001.log"], "");
        File.WriteAllText(volume["app.log"], "");
        for (var i = 0; i < 12; i++)
        {
            processor.Step();
            _time.Advance(TimeSpan.FromSeconds(1));

            // A copy of what is counted is nothing to be behind with, but for one byte until its end was seen.
            Assert.InRange(processor.LagBytes, 0, 1);
        }

        Assert.Equal(100, processor.Value("lines_total", "x"));
    }

    [Fact]
    public void ACompressedBacklogIsBehindFromTheFirstScanOn()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"N\":\"x\"}\n");
        using (var gzip = new GZipStream(File.Create(volume["a.log.1.gz"]), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"N\":\"y\"}\n", 1000))));
        using var processor = Start(volume);

        processor.Step();

        Assert.Equal(10_000, processor.LagBytes);
        Assert.Equal(10_000, Assert.Single(processor.Lags).Bytes);
        ReadFor(processor, seconds: 12);
        Assert.Equal(0, processor.LagBytes);
        Assert.Equal(1000, processor.Value("lines_total", "y"));
    }

    [Fact]
    public void FilesThatWaitForAHandleAreBehindToo()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 50; i++) File.WriteAllText(volume[$"{i}.log"], "{\"N\":\"x\"}\n");
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, _time, maxOpen: 7);

        processor.Step();

        Assert.Equal(43 * 10, processor.LagBytes);
    }

    [Fact]
    public void ACompressedFileThatWasNotCompleteIsReadOn()
    {
        using var volume = new TempVolume();
        var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"N\":\"x\"}\n", 20_000))));
        File.WriteAllBytes(volume["a.log.1.gz"], content.ToArray()[..100_000]);
        using var processor = Start(volume);
        ReadFor(processor, seconds: 12);
        Assert.InRange(processor.Value("lines_total", "x"), 1, 19_999);

        File.WriteAllBytes(volume["a.log.1.gz"], content.ToArray());
        ReadFor(processor, seconds: 12);

        Assert.Equal(20_000, processor.Value("lines_total", "x"));
    }

    [Fact]
    public void MoreFilesThanMayBeOpenAreReadInTurn()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 50; i++) File.WriteAllText(volume[$"{i}.log"], "{\"N\":\"x\"}\n");
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, _time, maxOpen: 7);

        processor.StepToEnd();
        File.AppendAllText(volume["3.log"], "{\"N\":\"x\"}\n");
        processor.StepToEnd();

        Assert.Equal(51, processor.Value("lines_total", "x"));
        Assert.InRange(processor.OpenSegments, 0, 7);
        Assert.Equal(0, processor.Total("logpair_lost_bytes_total"));
    }

    [Fact]
    public void ADirectoryThatCannotBeListedLosesNothing()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["logs"]);
        Directory.CreateDirectory(volume["loop"]);
        File.WriteAllText(volume["logs/a.log"], "{\"N\":\"x\"}\n");
        File.CreateSymbolicLink(volume["logs/link.log"], "/etc/hostname");
        using var processor = new SteppedProcessor(volume["logs"], volume["state"], Rules, _time);
        processor.StepToEnd();

        // A link to itself cannot be entered, by root neither.
        Directory.Move(volume["logs"], volume["away"]);
        File.CreateSymbolicLink(volume["logs"], volume["logs"]);
        LetGo(processor);
        Assert.Equal(1, processor.OpenSegments);
        Assert.Equal(1, processor.UnreadableFiles);

        File.Delete(volume["logs"]);
        Directory.Move(volume["away"], volume["logs"]);
        File.AppendAllText(volume["logs/a.log"], "{\"N\":\"x\"}\n");
        processor.StepToEnd();
        Assert.Equal(2, processor.Value("lines_total", "x"));
    }

    [Fact]
    public void AFileThatCannotBeReadCountsAsUnreadableOnlyWhileItIsThere()
    {
        using var volume = new TempVolume();
        File.CreateSymbolicLink(volume["link.log"], "/etc/hostname");
        using var processor = Start(volume);
        processor.StepToEnd();
        Assert.Equal(1, processor.UnreadableFiles);

        File.Delete(volume["link.log"]);
        processor.StepToEnd();

        Assert.Equal(0, processor.UnreadableFiles);
    }

    private void ReadFor(SteppedProcessor processor, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            for (var j = 0; j < 20; j++) processor.Step();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private void LetGo(SteppedProcessor processor)
    {
        processor.StepToEnd();
        _time.Advance(TimeSpan.FromMinutes(1));
        processor.StepToEnd();
    }

    private SteppedProcessor Start(TempVolume volume) => new(volume.Path, volume["state"], Rules, _time);
}
