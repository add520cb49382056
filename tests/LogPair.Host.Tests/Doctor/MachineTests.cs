using LogPair.Host.Doctor.Machine;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor;

public sealed class MachineTests : IDisposable
{
    private readonly PlantedSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public void AGroupOfTheSecondVersionTellsItsLimitsAndUse()
    {
        _system.With("proc/self/cgroup", "0::/\n").With("sys/fs/cgroup/cgroup.controllers", "cpu memory\n")
            .With("sys/fs/cgroup/memory.max", "100000000\n").With("sys/fs/cgroup/memory.current", "95000000\n")
            .With("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 3000000\n")
            .With("sys/fs/cgroup/memory.events", "low 0\noom_kill 2\n")
            .With("sys/fs/cgroup/cpu.max", "50000 100000\n")
            .With("sys/fs/cgroup/cpu.stat", "usage_usec 1\nnr_periods 400\nnr_throttled 200\n");

        var group = ControlGroup.Read(_system.Files);

        Assert.Equal((100_000_000, 92_000_000, 2), (group.MemoryLimit, group.MemoryUse, group.MemoryKills));
        Assert.Equal((0.5, 400, 200), (group.CpuLimit, group.Periods, group.ThrottledPeriods));
    }

    [Fact]
    public void TheTightestLimitOfTheGroupsAboveCounts()
    {
        _system.With("proc/self/cgroup", "0::/pod/container\n").With("sys/fs/cgroup/cgroup.controllers", "cpu memory\n")
            .With("sys/fs/cgroup/pod/container/memory.max", "max\n")
            .With("sys/fs/cgroup/pod/container/cpu.max", "max 100000\n")
            .With("sys/fs/cgroup/pod/memory.max", "1000\n").With("sys/fs/cgroup/pod/memory.current", "10\n")
            .With("sys/fs/cgroup/pod/cpu.max", "200000 100000\n");

        var group = ControlGroup.Read(_system.Files);

        Assert.Equal((1000, 10, 2.0), (group.MemoryLimit, group.MemoryUse, group.CpuLimit));
    }

    [Fact]
    public void AGroupOfTheFirstVersionTellsItsLimitsAndUse()
    {
        _system.With("proc/self/cgroup", "4:memory:/docker/abc\n1:cpu,cpuacct:/docker/abc\n")
            .With("sys/fs/cgroup/memory/memory.limit_in_bytes", "100000000\n")
            .With("sys/fs/cgroup/memory/memory.usage_in_bytes", "50000000\n")
            .With("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 1000000\n")
            .With("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n")
            .With("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n")
            .With("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 10\nnr_throttled 1\n");

        var group = ControlGroup.Read(_system.Files);

        Assert.Equal((100_000_000, 49_000_000), (group.MemoryLimit, group.MemoryUse));
        Assert.Equal((1.5, 10, 1), (group.CpuLimit, group.Periods, group.ThrottledPeriods));
    }

    [Fact]
    public void NoLimitIsNone()
    {
        _system.With("proc/self/cgroup", "4:memory:/\n")
            .With("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
            .With("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");

        var group = ControlGroup.Read(_system.Files);

        Assert.Null(group.MemoryLimit);
        Assert.Null(group.CpuLimit);
    }

    [Fact]
    public void WatchesOfOneUserAreCounted()
    {
        _system.With("proc/sys/fs/inotify/max_user_instances", "128\n")
            .With("proc/sys/fs/inotify/max_user_watches", "1000\n")
            .With("proc/sys/user/max_inotify_instances", "100\n").With("proc/sys/user/max_inotify_watches", "2000\n")
            .With("proc/7/status", "Name:\tx\nUid:\t1654\t1654\t1654\t1654\n")
            .WithLink("proc/7/fd/3", "anon_inode:inotify")
            .With("proc/7/fdinfo/3", "pos:\t0\ninotify wd:1 ino:1\ninotify wd:2 ino:2\n")
            .WithLink("proc/7/fd/4", "/dev/null")
            .With("proc/8/status", "Uid:\t0\t0\t0\t0\n").WithLink("proc/8/fd/3", "anon_inode:inotify");

        var use = InotifyUse.Read(_system.Files, 1654);

        Assert.Equal(new InotifyUse(MaxInstances: 100, MaxWatches: 1000, Instances: 1, Watches: 2), use);
    }

    [Fact]
    public void TheLastMountThatHoldsAPathCounts()
    {
        _system.With("proc/self/mountinfo", """
            26 1 254:0 / / rw,relatime - overlay overlay rw
            27 26 0:24 / /var/log\040s ro,relatime shared:1 master:2 - nfs4 server:/ rw
            28 26 0:25 / /var rw - ext4 /dev/vda rw

            """);

        Assert.Equal(new Mount("/var/log s", "nfs4", IsReadOnly: true), Mount.Of(_system.Files, "/var/log s/app"));
        Assert.True(Mount.Of(_system.Files, "/var/log s")!.IsRemote);
        Assert.Equal("ext4", Mount.Of(_system.Files, "/var/logs")!.Kind);
        Assert.Equal("/", Mount.Of(_system.Files, "/etc")!.Point);
        Assert.True(new Mount("/x", "fuse.sshfs", IsReadOnly: false).IsRemote);
        Assert.False(new Mount("/x", "tmpfs", IsReadOnly: false).IsRemote);
    }

    [Theory]
    [InlineData(1000, 5, "rwx")]
    [InlineData(1, 2000, "r-x")]
    [InlineData(1, 3000, "r-x")]
    [InlineData(1, 5, "---")]
    public void OneOfThreeSetsOfRightsApplies(uint user, uint group, string expected)
    {
        var mode = (UnixFileMode)0b111_101_000;
        var file = new FileRights(FileKind.Directory, Owner: 1000, Group: 2000, mode, Device: 0, Inode: 0);
        var groups = group == 3000 ? (uint[])[7, 2000] : [group];

        var (read, write, enter) = new ThisUser(user, groups, OverridesRights: false).RightsTo(file);

        Assert.Equal(expected, $"{(read ? 'r' : '-')}{(write ? 'w' : '-')}{(enter ? 'x' : '-')}");
        Assert.Equal("drwxr-x--- of user 1000, group 2000", RightsText.Of(file));
        Assert.Equal(
            "user 1000 reads and writes, group 2000 reads, everybody else neither reads nor writes",
            RightsText.Words(file));
    }

    [Fact]
    public void TheUserIsTheEffectiveOneWithAllItsGroups()
    {
        _system.With(
            "proc/self/status",
            "Uid:\t0\t1654\t0\t0\nGid:\t0\t1654\t0\t0\nGroups:\t2000 1654 \nCapEff:\t0000000000000000\n");

        var user = ThisUser.Read(_system.Files);

        Assert.Equal("user 1654, groups 1654, 2000", user.ToString());
        Assert.False(user.OverridesRights);
    }

    [Fact]
    public void WithoutTheseFilesNothingIsKnown()
    {
        Assert.Null(ControlGroup.Read(_system.Files).MemoryUse);
        Assert.Null(InotifyUse.Read(_system.Files, 0).MaxInstances);
        Assert.Null(Mount.Of(_system.Files, "/"));
        Assert.Equal(0u, ThisUser.Read(_system.Files).User);
    }
}
