using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Discovery;

/// <summary>A neighbour who swaps names as fast as he can never gets the processor to read what is not his, or to wait.</summary>
public class SwappingNeighbourTests
{
    private const string Own = "own\n";
    private const string Secret = "secret\n";

    private static readonly string[] Others = ["link", "pipe", "directory"];
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(nameof(Resolution.Kernel))]
    [InlineData(nameof(Resolution.EachPart))]
    public async Task NothingOutsideIsOpenedHoweverFastNamesAreSwapped(string way)
    {
        var resolution = Enum.Parse<Resolution>(way);
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["outside"]);
        File.WriteAllText(volume["outside/a.log"], Secret);
        Directory.CreateDirectory(volume["logs/sub"]);
        File.WriteAllText(volume["logs/sub/a.log"], Own);
        Directory.CreateSymbolicLink(volume["logs/.sub"], volume["outside"]);
        File.WriteAllText(volume["logs/a.log"], Own);
        File.CreateSymbolicLink(volume["logs/.link"], volume["outside/a.log"]);
        Posix.MakePipe(volume["logs/.pipe"]);
        Directory.CreateDirectory(volume["logs/.directory"]);
        using var end = new CancellationTokenSource();
        var swaps = 0L;
        var neighbour = new Thread(() =>
        {
            while (!end.IsCancellationRequested)
            {
                foreach (var other in Others)
                {
                    Posix.Swap(volume["logs/a.log"], volume[$"logs/.{other}"]);
                    Posix.Swap(volume["logs/sub"], volume["logs/.sub"]);
                    Posix.Swap(volume["logs/a.log"], volume[$"logs/.{other}"]);
                    Posix.Swap(volume["logs/sub"], volume["logs/.sub"]);
                    swaps += 4;
                }
            }
        });
        neighbour.Start();
        try
        {
            var looks = Task.Run(() => LookFor(volume, resolution), TestContext.Current.CancellationToken);
            var (own, refused, scans) = await looks.WaitAsync(Patience, TestContext.Current.CancellationToken);

            TestContext.Current.SendDiagnosticMessage($"{swaps} swaps, {scans} scans, {own} files read, {refused} refused");
            Assert.True(swaps > 1000 && own > 0 && refused > 0, $"{swaps} swaps, {scans} scans, {own} files read, {refused} refused");
        }
        finally
        {
            await end.CancelAsync();
            neighbour.Join();
        }
    }

    private static (int Own, int Refused, int Scans) LookFor(TempVolume volume, Resolution resolution)
    {
        var scanner = new VolumeScanner([FileGlob.Parse(volume["logs/**/*.log"])]);
        var (own, refused, scans) = (0, 0, 0);
        var until = TimeProvider.System.GetTimestamp();
        for (; TimeProvider.System.GetElapsedTime(until) < Time; scans++)
        {
            var listing = scanner.Scan(_ => Admission.Of(100), _ => null);
            refused += listing.Refused.Count;
            foreach (var file in listing.Files)
            {
                if (resolution == Resolution.EachPart) (own, refused) = ReadEachPart(volume, file, own, refused);
                else if (!SegmentFile.TryOpen(file, out var opened, out _)) refused++;
                else
                {
                    using (opened) own += AssertOwn(opened);
                }
            }
        }

        return (own, refused, scans);
    }

    private static (int Own, int Refused) ReadEachPart(TempVolume volume, DiscoveredFile file, int own, int refused)
    {
        using var root = InputRoot.TryOpen(volume["logs"], out _);
        using var handle = LinuxOpen.TryOpenFile(
            root!, Path.GetRelativePath(volume["logs"], file.Path), Resolution.EachPart, out _);
        if (handle is null || LinuxStat.Get(handle).Kind != FileKind.Regular) return (own, refused + 1);

        var buffer = new byte[16];
        var read = RandomAccess.Read(handle, buffer, 0);
        Assert.Equal(Own, System.Text.Encoding.ASCII.GetString(buffer, 0, read));
        return (own + 1, refused);
    }

    private static int AssertOwn(SegmentFile file)
    {
        Span<byte> buffer = stackalloc byte[16];
        var read = file.Read(buffer, 0);
        Assert.Equal(Own, System.Text.Encoding.ASCII.GetString(buffer[..read]));
        return 1;
    }
}
