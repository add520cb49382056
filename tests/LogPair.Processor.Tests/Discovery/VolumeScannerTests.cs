using System.Runtime.Versioning;
using System.Text;
using CsCheck;
using LogPair.Processor.Discovery;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Discovery;

[SupportedOSPlatform("linux")]
public class VolumeScannerTests
{
    private static readonly string[] Patterns =
    [
        "*.log", "a.log*", "*/*.log", "**/*.log", "x/**", "a.log", "", "**", "x/**/*.log", "**/y/*.log", "*/**/z.log", ".d/*.log",
    ];

    [Fact]
    public void ItFindsInAnyTreeWhatAListingByPathsFinds()
    {
        var part = OneOf("a", "x", "y", "z", ".d", "b.log", "a.log");
        var path = Gen.Select(part.Array[0, 3], OneOf(
            "a.log", "z.log", "b.log.1", "c.log.2.gz", "a20261122.log.seal", "readme.txt", ".hidden.log", "ü.log", "\ud83d\ude00.log"))
            .Select((directories, name) => string.Join('/', [.. directories, name]));
        Gen.Select(path.Array[0, 12], OneOf(Patterns)).Sample(
            (paths, pattern) =>
            {
                using var volume = new TempVolume();
                foreach (var file in paths) TryWrite(volume[file]);
                var glob = FileGlob.Parse(Path.Combine(volume.Path, pattern));

                var listing = Scan(glob);

                var found = listing.Files.Concat(listing.Seals).Select(file => file.Path).Order(StringComparer.Ordinal);
                Assert.Equal(glob.List((_, _) => { }).Select(entry => entry.Path).Order(StringComparer.Ordinal), found);
            },
            iter: 150);
    }

    [Fact]
    public void WhatIsNoRegularFileIsNamedWithItsReason()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["good.log"], "");
        File.CreateSymbolicLink(volume["link.log"], "/etc/hostname");
        Posix.MakePipe(volume["pipe.log"]);
        Directory.CreateDirectory(volume["directory.log"]);
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(volume["socket.log"]));
        Posix.WriteFile(volume.Path, [0xff, 0xfe, .. ".log"u8], "");
        Posix.WriteFile(volume.Path, Encoding.UTF8.GetBytes("two\nlines\u001b[2J.log"), "");
        Posix.WriteFile(volume.Path, Encoding.UTF8.GetBytes("txt.\u202egol.log"), "");

        var listing = Scan(FileGlob.Parse(volume.Path));

        // .NET cannot remove what it cannot name.
        Posix.RemoveAllIn(volume.Path);
        Assert.Equal([volume["good.log"]], listing.Files.Select(file => file.Path));
        Assert.Equal(
            [
                (RefusalReason.Name, "\\xff\\xfe.log"), (RefusalReason.Directory, "directory.log"),
                (RefusalReason.Symlink, "link.log"), (RefusalReason.Pipe, "pipe.log"),
                (RefusalReason.Socket, "socket.log"), (RefusalReason.Name, "two\\x0alines\\x1b[2J.log"),
                (RefusalReason.Name, "txt.\\xe2\\x80\\xaegol.log"),
            ],
            listing.Refused.Select(entry => (entry.Refusal.Reason, Path.GetFileName(entry.Path)))
                .OrderBy(entry => entry.Item2, StringComparer.Ordinal));
    }

    [Fact]
    public void FilesThatAreKnownStayWhenMoreComeThanAnInputMayHave()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 40; i++) File.WriteAllText(volume[$"{i}.log"], "");
        var scanner = new VolumeScanner([FileGlob.Parse(volume.Path)], new ScanLimits { Files = 10 });
        var first = scanner.Scan(_ => Admission.Of(newcomers: 10), _ => null);
        var known = first.Files.Select(file => file.Facts.Identity).ToHashSet();
        var paths = first.Files.Select(file => file.Path).ToHashSet();

        var second = scanner.Scan(_ => new Admission(known.Contains, newcomers: 0, () => paths), _ => null);

        Assert.Equal(paths.Order(), second.Files.Select(file => file.Path).Order());
        Assert.Equal((RefusalReason.TooMany, 30), second.Refused.Select(entry => (entry.Refusal.Reason, entry.Count)).Single());
        Assert.Empty(second.Uncertain);
    }

    [Fact]
    public void DirectoriesAndNamesWithoutEndAreLeftOutAndSaid()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 30; i++) Directory.CreateDirectory(volume[$"d{i}"]);
        Directory.CreateDirectory(volume[string.Join('/', Enumerable.Repeat("deep", 20))]);
        File.WriteAllText(volume["good.log"], "");
        var glob = FileGlob.Parse(volume["**/*.log"]);

        var few = new VolumeScanner([glob], new ScanLimits { Directories = 10 }).Scan(_ => Admission.Of(100), _ => null);
        var flat = new VolumeScanner([glob], new ScanLimits { Depth = 5 }).Scan(_ => Admission.Of(100), _ => null);
        var cut = new VolumeScanner([glob], new ScanLimits { Names = 5 });
        var cutListing = cut.Scan(_ => Admission.Of(100), _ => null);

        Assert.Contains(few.Refused, entry => entry.Refusal.Reason == RefusalReason.TooMany && entry.Count >= 21);
        Assert.True(few.MayBeThere(volume["d29/a.log"]));
        Assert.Equal(RefusalReason.TooDeep, Assert.Single(flat.Refused).Refusal.Reason);
        Assert.False(flat.MayBeThere(volume["d29/a.log"]));
        Assert.Contains("more than 5 names", Assert.Single(cut.Unlisted).Value, StringComparison.Ordinal);
        Assert.True(cutListing.MayBeThere(volume["good.log"]));
    }

    [Fact]
    public void OfTwoNamesOfOneFileTheKnownOneCounts()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app.log"], "");
        for (var i = 0; i < 20; i++) Posix.Link(volume["app.log"], volume[$"{i}.log"]);
        var scanner = new VolumeScanner([FileGlob.Parse(volume.Path)]);

        var listing = scanner.Scan(_ => Admission.Of(100), _ => volume["app.log"]);

        Assert.Equal(volume["app.log"], Assert.Single(listing.Files).Path);
    }

    [Fact]
    public void ALinkThatOthersCouldHavePutThereIsNotFollowedOnTheWayToAnInput()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["real/app"]);
        File.WriteAllText(volume["real/app/a.log"], "");
        Directory.CreateDirectory(volume["mount"]);
        Directory.CreateSymbolicLink(volume["mount/app"], volume["real/app"]);
        var glob = FileGlob.Parse(volume["mount/app/*.log"]);
        File.SetUnixFileMode(volume["mount"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(volume["mount/app/a.log"], Assert.Single(Scan(glob).Files).Path);

        File.SetUnixFileMode(volume["mount"], File.GetUnixFileMode(volume["mount"]) | UnixFileMode.GroupWrite);
        var scanner = new VolumeScanner([glob]);
        var listing = scanner.Scan(_ => Admission.Of(100), _ => null);

        Assert.Empty(listing.Files);
        Assert.Contains("symbolic link that others could have put there", scanner.Unlisted[volume["mount/app"]], StringComparison.Ordinal);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static VolumeListing Scan(FileGlob glob) =>
        new VolumeScanner([glob]).Scan(_ => Admission.Of(1000), _ => null);

    // A name may be that of a directory already, or the other way round.
    private static void TryWrite(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
