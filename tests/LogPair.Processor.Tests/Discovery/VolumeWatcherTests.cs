using LogPair.Processor.Discovery;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Discovery;

public sealed class VolumeWatcherTests : IDisposable
{
    private readonly TempVolume _volume = new("volume-watcher");
    private readonly FakeTimeProvider _time = new();
    private readonly Hints _hints = new();
    private readonly Hints _growth = new();
    private readonly List<string> _refused = [];
    private readonly int _thisThread = Environment.CurrentManagedThreadId;

    [Fact]
    public async Task ANewNameIsAHintAndGrowthIsOneOnlyWhenItIsAskedFor()
    {
        using var watcher = Watch("*.log");

        await ExpectAHintAsync(() => File.WriteAllText(_volume["app.log"], ""));
        await ExpectAHintAsync(() => File.Move(_volume["app.log"], _volume["app.log.1"]));
        watcher.WatchGrowth = true;
        _hints.Clear();
        File.AppendAllText(_volume["app.log.1"], "line\n");
        await _growth.WaitAsync();
        Assert.Equal(0, _hints.Count);
        watcher.WatchGrowth = false;
        _hints.Clear();
        _growth.Clear();

        File.AppendAllText(_volume["app.log.1"], "line\n");
        await ExpectAHintAsync(() => File.WriteAllText(_volume["next.log"], ""), atMost: 1);
        Assert.Equal(0, _growth.Count);
    }

    [Fact]
    public async Task ADirectoryThatAppearsIsWatchedAndSoIsItsSuccessor()
    {
        using var watcher = Watch("logs/*.log");
        Assert.False(watcher.IsUp);

        for (var life = 0; life < 3; life++)
        {
            Directory.CreateDirectory(_volume["logs"]);
            watcher.Refresh();
            Assert.True(watcher.IsUp);
            await ExpectAHintAsync(() => File.WriteAllText(_volume["logs/app.log"], ""));
            Directory.Delete(_volume["logs"], recursive: true);
        }

        Assert.Empty(_refused);
    }

    [Fact]
    public async Task ASymbolicLinkThatLeadsElsewhereIsFollowedAgain()
    {
        Directory.CreateDirectory(_volume["v1/app"]);
        Directory.CreateDirectory(_volume["v2/app"]);
        Directory.CreateSymbolicLink(_volume["..data"], "v1");
        Directory.CreateSymbolicLink(_volume["app"], "..data/app");
        using var watcher = Watch("app/*.log");

        // As the kubelet does it: a link on the way to the directory is replaced.
        Directory.CreateSymbolicLink(_volume["..data_tmp"], "v2");
        Directory.Delete(_volume["..data"]);
        Directory.Move(_volume["..data_tmp"], _volume["..data"]);
        watcher.Refresh();

        await ExpectAHintAsync(() => File.WriteAllText(_volume["v2/app/app.log"], ""));
    }

    [Fact]
    public async Task AnOverflowOfTheKernelsQueueIsSurvived()
    {
        using var closed = new ManualResetEventSlim();
        var isClosed = true;
        using var watcher = new VolumeWatcher(
            [FileGlob.Parse(_volume["*.log"])],
            () =>
            {
                if (Volatile.Read(ref isClosed) && Environment.CurrentManagedThreadId != _thisThread) closed.Wait();
                _hints.Give();
            },
            _growth.Give, (directory, _) => _refused.Add(directory), () => { }, _time);
        watcher.Refresh();

        // More than fs.inotify.max_queued_events, which is 16384 nearly everywhere.
        for (var i = 0; i < 10_000; i++)
        {
            File.WriteAllText(_volume["busy.log"], "");
            File.Delete(_volume["busy.log"]);
        }

        Volatile.Write(ref isClosed, false);
        closed.Set();
        await DownAsync(watcher);

        // The first takes note of the failure, if nobody has; the second begins again.
        watcher.Refresh();
        _time.Advance(TimeSpan.FromMinutes(1));
        watcher.Refresh();

        Assert.True(watcher.IsUp);
        await ExpectAHintAsync(() => File.WriteAllText(_volume["quiet.log"], ""));
        Assert.Empty(_refused);
    }

    [Fact]
    public async Task DirectoriesBelowTheRootAreWatchedOnceTheyAreThere()
    {
        using var watcher = Watch("**/*.log");

        await ExpectAHintAsync(() => Directory.CreateDirectory(_volume["shop/today"]));
        watcher.Refresh();
        await ExpectAHintAsync(() => File.WriteAllText(_volume["shop/today/app.log"], ""));
        Directory.Delete(_volume["shop"], recursive: true);
        watcher.Refresh();

        Assert.True(watcher.IsUp);
    }

    [Fact]
    public async Task NoMoreDirectoriesThanTheLimitAreWatchedAndEveryRootIsAmongThem()
    {
        for (var i = 0; i < 2 * VolumeWatcher.MostDirectories; i++) Directory.CreateDirectory(_volume[$"many/{i:D2}"]);
        Directory.CreateDirectory(_volume["root"]);
        using var watcher = Watch("many/**/*.log", "root/*.log");

        Assert.True(watcher.IsUp);
        await ExpectAHintAsync(() => File.WriteAllText(_volume["root/app.log"], ""));
        Assert.Empty(_refused);
    }

    public void Dispose()
    {
        _volume.Dispose();
        _hints.Dispose();
        _growth.Dispose();
    }

    private VolumeWatcher Watch(params string[] patterns)
    {
        var globs = patterns.Select(pattern => FileGlob.Parse(_volume[pattern])).ToList();
        var watcher = new VolumeWatcher(
            globs, _hints.Give, _growth.Give, (directory, _) => _refused.Add(directory), () => { }, _time);
        watcher.Refresh();
        _hints.Clear();
        return watcher;
    }

    private async Task ExpectAHintAsync(Action action, int atMost = int.MaxValue)
    {
        _hints.Clear();
        action();
        await _hints.WaitAsync();
        Assert.InRange(_hints.Count + 1, 1, atMost);
    }

    // The watcher's own thread tells of the overflow when it comes to it.
    private async Task DownAsync(VolumeWatcher watcher)
    {
        while (watcher.IsUp)
        {
            await _hints.WaitAsync();
            watcher.Refresh();
        }
    }
}
