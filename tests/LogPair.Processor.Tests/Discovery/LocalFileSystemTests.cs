using LogPair.Processor.Discovery;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Discovery;

public sealed class LocalFileSystemTests
{
    [Fact]
    public void AMemoryFileSystemIsLocalAndWhatNoVolumeIsMadeOfIsNot()
    {
        Assert.True(LocalFileSystem.Holds("/dev/shm"));
        Assert.False(LocalFileSystem.Holds("/proc"));
    }

    [Fact]
    public void OfADirectoryThatIsNotThereNothingIsKnown()
    {
        using var volume = new TempVolume();

        Assert.False(LocalFileSystem.Holds(volume["not/mounted/yet"]));
        Assert.False(LocalFileSystem.Holds(""));
    }
}
