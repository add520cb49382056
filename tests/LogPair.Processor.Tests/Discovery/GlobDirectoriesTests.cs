using LogPair.Processor.Discovery;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Discovery;

public sealed class GlobDirectoriesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("*.log", "")]
    [InlineData("a*/*.log", ",a1,a2")]
    [InlineData("*/x/*.log", ",a1,a2,b,a1/x")]
    [InlineData("**/*.log", ",a1,a2,b,a1/x")]
    [InlineData("**", ",a1,a2,b,a1/x")]
    [InlineData("none/*.log", "none")]
    public void EveryDirectoryInWhichTheGlobMayFindSomethingIsNamedRootFirst(string pattern, string expected)
    {
        using var volume = new TempVolume("glob-directories");
        foreach (var directory in new[] { "a1/x", "a2", "b", ".hidden" }) Directory.CreateDirectory(volume[directory]);
        Directory.CreateSymbolicLink(volume["link"], volume["a1"]);

        var directories = GlobDirectories.Of(FileGlob.Parse(volume[pattern])).ToList();

        Assert.Equal(
            expected.Split(',').Select(directory => Path.TrimEndingDirectorySeparator(volume[directory])).Order(),
            directories.Select(Path.TrimEndingDirectorySeparator).Order());
    }

    [Fact]
    public void NoMoreIsListedThanIsAskedFor()
    {
        using var volume = new TempVolume();
        for (var i = 0; i < 100; i++) Directory.CreateDirectory(volume[$"{i}/{i}"]);

        Assert.Equal(5, GlobDirectories.Of(FileGlob.Parse(volume["**/*.log"])).Take(5).Count());
    }
}
