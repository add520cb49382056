using System.Diagnostics;
using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Tailing;

public class SegmentFileTests
{
    [Fact]
    public void APipeIsRefusedWithoutWaitingForItsWriter()
    {
        using var volume = new TempVolume();
        using (var mkfifo = Process.Start("mkfifo", volume["pipe.log"])) mkfifo.WaitForExit();

        Assert.False(SegmentFile.TryOpen(volume["pipe.log"], out _, out var reason));

        Assert.Equal(RefusalReason.Pipe, reason.Reason);
    }

    [Fact]
    public void ALinkIsNotFollowed()
    {
        using var volume = new TempVolume();
        File.CreateSymbolicLink(volume["link.log"], "/etc/passwd");

        Assert.False(SegmentFile.TryOpen(volume["link.log"], out _, out var reason));

        Assert.Equal(RefusalReason.Symlink, reason.Reason);
    }

    [Fact]
    public void ItKnowsWhereItEndedWhenItWasLastLookedAt()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app.log"], "");
        Assert.True(SegmentFile.TryOpen(volume["app.log"], out var opened, out _));
        using var file = opened;

        // Some file systems tell no sizes.
        Assert.False(file.EndsAt(0));

        File.WriteAllText(volume["app.log"], "lines");
        file.GetFacts();

        Assert.False(file.EndsAt(4));
        Assert.True(file.EndsAt(5));

        // It has grown since.
        Assert.False(file.EndsAt(6));
    }

    [Fact]
    public void ADirectoryAndAMissingFileAreRefused()
    {
        using var volume = new TempVolume();

        Assert.False(SegmentFile.TryOpen(volume.Path, out _, out var directory));
        Assert.False(SegmentFile.TryOpen(volume["missing.log"], out _, out var missing));

        Assert.Equal(RefusalReason.Directory, directory.Reason);
        Assert.Equal(RefusalReason.Changed, missing.Reason);
    }

    [Fact]
    public void IdentitySurvivesRenamingButNotReplacing()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "1\n");
        Assert.True(SegmentFile.TryOpen(volume["a.log"], out var first, out _));
        var identity = first.GetFacts().Identity;

        File.Move(volume["a.log"], volume["a.log.1"]);
        File.WriteAllText(volume["a.log"], "2\n");

        Assert.True(SegmentFile.TryOpen(volume["a.log"], out var second, out _));
        Assert.True(SegmentFile.TryOpen(volume["a.log.1"], out var renamed, out _));
        Assert.Equal(identity, renamed.GetFacts().Identity);
        Assert.NotEqual(identity, second.GetFacts().Identity);
        foreach (var file in new[] { first, second, renamed }) file.Dispose();
    }

    [Fact]
    public void AFileThatTakesTheInodeOfADeletedOneIsAnother()
    {
        using var volume = new TempVolume();
        var identities = new HashSet<object>();

        for (var i = 0; i < 50; i++)
        {
            File.WriteAllText(volume["a.log"], "same\n");
            Assert.True(SegmentFile.TryOpen(volume["a.log"], out var file, out _));
            identities.Add(file.GetFacts().Identity);
            file.Dispose();
            File.Delete(volume["a.log"]);
        }

        Assert.Equal(50, identities.Count);
    }
}
