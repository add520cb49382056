using LogPair.EndToEnd.Tests.Volumes;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>Limits of the machine that are used up for real.</summary>
public sealed class MachineFaultTests : IDisposable
{
    private readonly Consultation _patient = new(nameof(MachineFaultTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public MachineFaultTests() => _patient.Write("app.log", Consultation.Line());

    public void Dispose() => _patient.Dispose();

    [Theory]
    [InlineData(WithoutEvents.Instances, "fs.inotify.max_user_instances is used up")]
    [InlineData(WithoutEvents.Watches, "fs.inotify.max_user_watches is used up")]
    public async Task NoFileEvents(string limit, string words)
    {
        var report = await _patient.AskUnderAsync(await WithoutEvents.WrapperAsync(limit, Cancel));

        report.Finds("file events", "warning", "the system lets nobody watch");
        report.Finds("inotify", "warning", words);
        Assert.Equal(["app.log"], Directory.GetFileSystemEntries(_patient.Logs).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task FewFilesMayBeOpen()
    {
        var report = await _patient.AskUnderAsync(["prlimit", "--nofile=100:100"]);

        report.Finds("open files", "warning", "the limit is low: 100 files may be open at once");
    }

    [Fact]
    public async Task MoreFilesThanMayBeOpenAtOnce()
    {
        for (var file = 0; file < 60; file++) _patient.Write($"many{file}.log", Consultation.Line());

        var report = await _patient.AskUnderAsync(["prlimit", "--nofile=140:140"]);

        report.Finds("open files", "warning", "140 files may be open at once, 40 segments among them; 61 files match");
    }

    [Fact]
    public async Task MemoryThatIsNearlyUsed()
    {
        await using var group = MemoryGroup.Create(512 << 20);
        await group.FillAsync(475, Cancel);

        var report = await _patient.AskUnderAsync(group.Wrapper);

        report.Finds("memory", "warning", "the limit is nearly reached", "of 512 MiB");
    }

    [Fact]
    public async Task MemoryThatIsNotNearlyUsedIsWell()
    {
        await using var group = MemoryGroup.Create(2L << 30);

        var report = await _patient.AskUnderAsync(group.Wrapper);

        Assert.Contains("of 2 GiB are used", report.IsWell("memory").What, StringComparison.Ordinal);
    }
}
