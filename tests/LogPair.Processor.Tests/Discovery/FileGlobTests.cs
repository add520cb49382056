using LogPair.Processor.Discovery;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Discovery;

public class FileGlobTests
{
    [Theory]
    [InlineData("*.log")]
    [InlineData("a.log*")]
    [InlineData("*/*.log")]
    [InlineData("**/*.log")]
    [InlineData("x/**")]
    [InlineData("a.log")]
    [InlineData("")]
    public void APathMatchesIfAListingWouldShowIt(string pattern)
    {
        using var volume = new TempVolume();
        string[] names =
        [
            "a.log", "a.log.1", "a.log-20261122.zst", ".hidden.log", "readme.txt", "x/c.log", "x/deep/e.log.2.gz", ".d/f.log",
        ];
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(volume[name])!);
            File.WriteAllText(volume[name], "");
        }

        var glob = FileGlob.Parse(Path.Combine(volume.Path, pattern));

        var listed = glob.List((_, _) => { }).Select(entry => entry.Path).Order(StringComparer.Ordinal);
        Assert.Equal(listed, names.Select(name => volume[name]).Where(glob.Matches).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("*.log", "a.log b.log")]
    [InlineData("?.log", "a.log b.log")]
    [InlineData("", "a.log b.log")]
    [InlineData("*", "a.log a.log.1 b.log readme.txt")]
    [InlineData("a.log*", "a.log a.log.1")]
    [InlineData("readme.txt", "readme.txt")]
    [InlineData("*/*.log", "x/c.log y/d.log")]
    [InlineData("**/*.log", "a.log b.log x/c.log x/deep/e.log y/d.log")]
    [InlineData("x/**/*.log", "x/c.log x/deep/e.log")]
    [InlineData("x/**", "x/c.log x/deep/e.log")]
    [InlineData(".hidden*", ".hidden.log")]
    [InlineData("nowhere/*.log", "")]
    public void ItFindsWhatAShellWouldExceptSeals(string pattern, string expected)
    {
        using var volume = new TempVolume();
        string[] names =
        [
            "a.log", "b.log", "a.log.1", "a.log.seal", ".hidden.log", "readme.txt",
            "x/c.log", "x/deep/e.log", "y/d.log", ".logpair/f.log",
        ];
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(volume[name])!);
            File.WriteAllText(volume[name], "");
        }

        var found = FileGlob.Parse(Path.Combine(volume.Path, pattern)).Expand()
            .Select(path => Path.GetRelativePath(volume.Path, path)).Order(StringComparer.Ordinal);

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public void LinkedDirectoriesAreNotEntered()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["real"]);
        File.WriteAllText(volume["real/a.log"], "");
        Directory.CreateSymbolicLink(volume["link"], volume["real"]);

        var found = FileGlob.Parse(volume["**/*.log"]).Expand();

        Assert.Equal([volume["real/a.log"]], found);
    }

    [Fact]
    public void APatternOnceParsedFindsADirectoryThatAppearsLater()
    {
        using var volume = new TempVolume();
        var glob = FileGlob.Parse(volume["late"]);
        Assert.Empty(glob.Expand());

        Directory.CreateDirectory(volume["late"]);
        File.WriteAllText(volume["late/a.log"], "");

        Assert.Equal([volume["late/a.log"]], glob.Expand());
    }

    [Fact]
    public void ADirectoryThatCannotBeListedIsReportedAndTheOthersAreListed()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["b"]);
        File.WriteAllText(volume["b/a.log"], "");
        File.CreateSymbolicLink(volume["loop"], volume["loop"]);
        var refused = new List<string>();

        Assert.Empty(FileGlob.Parse(volume["loop/*.log"]).Expand((directory, _) => refused.Add(directory)));
        Assert.Equal([volume["b/a.log"]], FileGlob.Parse(volume["b"]).Expand((directory, _) => refused.Add(directory)));

        Assert.Equal([volume["loop"]], refused);
    }
}
