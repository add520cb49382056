using LogPair.Contract;
using LogPair.Testing;

namespace LogPair.Generator.Tests;

public sealed class ReadmeSampleTests
{
    [Fact]
    public void TheSampleWritesOneSealedLine()
    {
        using var volume = new TempVolume();

        ReadmeSample.Run(volume.Path);

        var segment = Assert.Single(Directory.GetFiles(volume.Path, "shop*.log"));
        Assert.Contains("\"OrderId\":8731", Assert.Single(File.ReadAllLines(segment)), StringComparison.Ordinal);
        Assert.Equal(1, Seal.Read(VolumeLayout.SealOf(segment)).Lines);
    }
}
