using System.IO.Compression;
using System.Text;
using LogPair.Contract;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Tailing;
using LogPair.Processor.Tests.Discovery;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Following;

/// <summary>Files that a hostile writer makes, through the whole pipeline; the time that each takes is the proof that it ends.</summary>
public class HostileFilesTests
{
    private const string Rules = "metrics: [{ name: lines_total, type: counter }]";
    private const string Line = "{\"N\":1}\n";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void SparseFilesOfEverySizeTakeNoTimeAndNoSumOfTheirSizesIsTooMuch()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["good.log"], Line);
        Sparse(volume["nothing.log"], 14L << 40, "", "");
        Sparse(volume["hole.log"], 9L << 40, "", Line);
        Sparse(volume["middle.log"], 9L << 40, Line, "\n" + Line);
        for (var i = 0; i < 3; i++) TrySparse($"/dev/shm/{Path.GetFileName(volume.Path)}-{i}.log", long.MaxValue - 4096);
        try
        {
            using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, _time);
            using var huge = new SteppedProcessor(
                $"/dev/shm/{Path.GetFileName(volume.Path)}-*.log", volume["state2"], Rules, _time);

            processor.StepToRest();
            huge.StepToRest();

            Assert.Equal(4, processor.Value("lines_total"));
            Assert.Equal(1, processor.Value("logpair_lost_lines_total", "middle.log", "too_long"));
            Assert.True(huge.LagBytes >= 0);
        }
        finally
        {
            for (var i = 0; i < 3; i++) File.Delete($"/dev/shm/{Path.GetFileName(volume.Path)}-{i}.log");
        }
    }

    [Fact]
    public void ASealThatSpeaksOfMoreThanThereAreNumbersForIsCountedAndHurtsNobody()
    {
        using var volume = new TempVolume();
        const string Segment = "app20261122.log";
        File.WriteAllText(volume[Segment], Line);
        File.WriteAllText(volume["other20261122.log"], Line);
        var seal = new Seal
        {
            Bytes = long.MaxValue,
            Lines = long.MaxValue,
            Hash = 1,
            Dropped = new Dictionary<string, long> { ["io"] = long.MaxValue, ["no_space"] = long.MaxValue },
            TornBytes = long.MaxValue,
        };
        seal.Write(VolumeLayout.SealOf(volume[Segment]));
        seal.Write(VolumeLayout.SealOf(volume["alone20261122.log"]));
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, _time);

        for (var i = 0; i < 5; i++)
        {
            processor.StepToRest();
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(2, processor.Value("lines_total"));
        Assert.Equal(1, processor.Value("logpair_seals_total", "app", "mismatch"));
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    public void APackedFileThatUnpacksToFarMoreThanLogsDoIsGivenUp(string ending)
    {
        using var volume = new TempVolume();
        Bomb(volume["bomb"], ending, megabytes: 600);
        Assert.True(SegmentFile.TryOpen(volume["bomb"], out var packed, out _));
        using var file = new CompressedSegmentFile(packed);
        var buffer = new byte[1 << 20];
        var bytes = 0L;

        var error = Assert.Throws<IOException>(() =>
        {
            while (file.Read(buffer, bytes) is > 0 and var read) bytes += read;
        });

        Assert.Contains("unpacks to more than 500 times its size", error.Message, StringComparison.Ordinal);
        Assert.InRange(bytes, 250 << 20, 260 << 20);
    }

    [Fact]
    public void APipeInPlaceOfTheCheckpointKeepsNobodyWaiting()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["state"]);
        Posix.MakePipe(volume["state/checkpoint"]);
        File.CreateSymbolicLink(volume["state/checkpoint.previous"], "/dev/zero");

        using var processor = new SteppedProcessor(volume["logs"], volume["state"], Rules, _time);

        Assert.Equal(RestoreOutcome.Lost, processor.Restored);
    }

    [Fact]
    public void AFileThatIsRefusedIsCountedOnceByItsReason()
    {
        using var volume = new TempVolume();
        Posix.MakePipe(volume["pipe.log"]);
        File.CreateSymbolicLink(volume["link.log"], "/etc/hostname");
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, _time);

        for (var i = 0; i < 4; i++) processor.Step();

        Assert.Equal(1, processor.Value("logpair_refused_files_total", "pipe"));
        Assert.Equal(1, processor.Value("logpair_refused_files_total", "symlink"));
        Assert.Equal(2, processor.UnreadableFiles);
        File.Delete(volume["pipe.log"]);
        processor.Step();
        Assert.Equal(1, processor.UnreadableFiles);
    }

    private static void Sparse(string path, long hole, string before, string after)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(before), 0);
        RandomAccess.SetLength(file, before.Length + hole);
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(after), before.Length + hole);
    }

    private static void TrySparse(string path, long bytes)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.SetLength(file, bytes);
    }

    private static void Bomb(string path, string ending, int megabytes)
    {
        using var file = File.Create(path);
        using Stream packed = ending == "gz"
            ? new GZipStream(file, CompressionLevel.SmallestSize)
            : new ZstdSharp.CompressionStream(file, level: 3);
        var zeros = new byte[1 << 20];
        for (var i = 0; i < megabytes; i++) packed.Write(zeros);
    }
}
