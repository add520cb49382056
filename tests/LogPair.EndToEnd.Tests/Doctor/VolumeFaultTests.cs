using System.Globalization;
using LogPair.EndToEnd.Tests.Faults;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.EndToEnd.Tests.Volumes;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>Faults of the volume, as they are: doctor must name each, and what to do about it.</summary>
public sealed class VolumeFaultTests : IDisposable
{
    private readonly Consultation _patient = new(nameof(VolumeFaultTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _patient.Dispose();

    [Fact]
    public async Task ADirectoryThatIsNotThere()
    {
        Directory.Delete(_patient.Logs);

        var report = await _patient.AskAsync();

        report.Finds("logs", "failure", $"{_patient.Logs} does not exist");
        Assert.False(Directory.Exists(_patient.Logs));
    }

    [Fact]
    public async Task AMountThatThisUserMayNotEnter()
    {
        _patient.Write("app.log", Consultation.Line());
        await Consultation.GiveAsync(_patient.Logs, "1000:2000", "0750");

        var report = await _patient.AskUnderAsync(Consultation.OrdinaryUser);

        var line = report.Finds("logs", "failure", _patient.Logs, "permission denied", "drwxr-x--- of user 1000, "
            + "group 2000", "this process is user 0");
        Assert.Contains("fsGroup: 2000", line.Do, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectoryAboveThatThisUserMayNotEnter()
    {
        var inner = Directory.CreateDirectory(_patient.Volume["logs/inner"]).FullName;
        await Consultation.GiveAsync(_patient.Logs, "1000:2000", "0700");

        var report = await _patient.AskUnderAsync(Consultation.OrdinaryUser, "--logs", inner);

        report.Finds("logs", "failure", inner, $"{_patient.Logs} is drwx------ of user 1000, group 2000");
    }

    [Fact]
    public async Task AFileOfAGroupThatThisUserIsNotIn()
    {
        var file = _patient.Write("app.log", Consultation.Line());
        _patient.Write("other.log", Consultation.Line());
        await Consultation.GiveAsync(file, "1000:2000", "0640");

        var report = await _patient.AskUnderAsync(Consultation.OrdinaryUser);
        var mended = await _patient.AskUnderAsync(
            ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--groups", "2000"]);

        var line = report.Finds("logs", "failure", file, "-rw-r----- of user 1000, group 2000", "group 2000 reads, "
            + "everybody else neither reads nor writes");
        Assert.Contains("fsGroup: 2000", line.Do, StringComparison.Ordinal);
        mended.IsWell("logs");
    }

    [Fact]
    public async Task AFileThatOnlyItsOwnerMayRead()
    {
        var file = _patient.Write("app.log", Consultation.Line());
        await Consultation.GiveAsync(file, "1000:2000", "0600");

        var report = await _patient.AskUnderAsync(Consultation.OrdinaryUser);

        var line = report.Finds("logs", "failure", file, "-rw------- of user 1000");
        Assert.Contains($"chmod g+r,o+r '{file}'", line.Do, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoFileThatMatches()
    {
        _patient.Write("app.txt", Consultation.Line());

        var report = await _patient.AskAsync();

        report.Finds("logs", "warning", $"no file matches {_patient.Logs}/*.log", "app.txt");
    }

    [Fact]
    public async Task ALinkAndAPipeInPlaceOfFiles()
    {
        _patient.Write("real.txt", Consultation.Line());
        File.CreateSymbolicLink(Path.Combine(_patient.Logs, "app.log"), "real.txt");
        await Tool.RunAsync("mkfifo", [Path.Combine(_patient.Logs, "pipe.log")], Cancel);

        var report = await _patient.AskAsync();

        report.Finds("logs", "warning", "app.log is a symbolic link");
        report.Finds("logs", "warning", "pipe.log is a pipe");
    }

    [Fact]
    public async Task AStateDirectoryThatThisUserMayNotWrite()
    {
        await Consultation.GiveAsync(_patient.State, "1000:2000", "0755");

        var report = await _patient.AskUnderAsync(Consultation.OrdinaryUser);

        report.Finds("state", "failure", $"{_patient.State} cannot be written", "drwxr-xr-x of user 1000",
            "this process is user 0");
    }

    [Fact]
    public async Task AStateDirectoryThatIsMountedReadOnly()
    {
        await using var mount = await Mount.TmpfsAsync(_patient.State, "size=1m,ro", Cancel);

        var report = await _patient.AskAsync();

        var line = report.Finds("state", "failure", $"{_patient.State} cannot be written");
        Assert.Contains("readOnly: true", line.Do, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStateDirectoryThatAnotherProcessorHas()
    {
        _patient.Write("app.log", Consultation.Line());
        await using var other = LogPairProcess.Start(
            "run", "--logs", _patient.Logs, "--state", _patient.State, "--listen", $"127.0.0.1:{FreePort.Find()}");
        await Deadline.PollAsync(
            TimeSpan.FromSeconds(60), () => Task.FromResult(File.Exists(_patient.Volume["state/checkpoint"])),
                isThere => isThere, Cancel);

        var report = await _patient.AskAsync();

        report.Finds("state", "failure", $"process {other.Id} keeps its state in {_patient.State}", _patient.Listen);
    }

    [Fact]
    public async Task AFullDisk()
    {
        await using var small = await SmallVolume.MountAsync("256k", Cancel);
        small.Fill();

        _patient.State = small.Path;
        var report = await _patient.AskAsync();

        report.Finds("space", "failure", $"{small.Path} is full");
        report.Finds("state", "failure", $"{small.Path} cannot be written");
    }

    [Fact]
    public async Task ADiskThatCanHoldNoMoreFiles()
    {
        await using var mount = await Mount.TmpfsAsync(_patient.Logs, "size=1m,nr_inodes=2", Cancel);
        _patient.Write("app.log", Consultation.Line());

        var report = await _patient.AskAsync();

        report.Finds("space", "failure", $"{_patient.Logs} is full", "and 0 files can be made");
    }

    [Fact]
    public async Task ABudgetThatTheVolumeCannotHold()
    {
        await using var mount = await Mount.TmpfsAsync(_patient.Logs, "size=4m", Cancel);

        var report = await _patient.With("LOGPAIR_VOLUME_BUDGET", "64MiB").AskAsync();

        report.Finds("budget", "failure", "the budget is larger than the volume", "64 MiB", "4 MiB");
    }

    [Fact]
    public async Task ASizeLimitThatTheVolumeDoesNotHave()
    {
        await using var mount = await Mount.TmpfsAsync(_patient.Logs, "size=4m", Cancel);

        var report = await _patient.With("LOGPAIR_VOLUME_SIZE_LIMIT", "6MiB").AskAsync();

        report.Finds("budget", "failure", "LOGPAIR_VOLUME_SIZE_LIMIT is 6 MiB, more than the volume has");
    }

    [Fact]
    public async Task LogsThatTakeMoreThanTheirBudget()
    {
        _patient.Write("app.log", string.Concat(Enumerable.Repeat(Consultation.Line(), 4000)));

        var report = await _patient.With("LOGPAIR_VOLUME_BUDGET", "64KiB").AskAsync();

        report.Finds("budget", "warning", "the logs are over the budget");
    }

    [Theory]
    [InlineData(1, "1 h ahead of")]
    [InlineData(-2, "2 h behind")]
    public async Task AClockThatIsOffByHours(int hours, string words)
    {
        _patient.Write("app.log", Consultation.Line(TimeSpan.FromHours(hours)));

        var report = await _patient.AskAsync();

        report.Finds("clock", "warning", words, "local time without its offset");
    }

    [Fact]
    public async Task AClockThatIsOffInALongFileWithoutOffsets()
    {
        var local = TimeProvider.System.GetUtcNow().AddHours(5.5)
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        _patient.Write("app.log", string.Concat(Enumerable.Repeat($"{local} INFO something happened\n", 5000)));

        var rules = _patient.Volume["rules.yaml"];
        await File.WriteAllTextAsync(rules, "inputs:\n  - path: /nowhere\n    format: plain\n", Cancel);

        var report = await _patient.AskAsync("--config", rules);
        var unsaid = await _patient.AskAsync();

        report.Finds("clock", "warning", "5 h 30 min ahead of");
        report.IsWell("format");
        unsaid.Finds("format", "warning", "app.log looks like no format that is known", "not understood: ");
    }

    [Fact]
    public async Task AClockThatIsOffByMinutes()
    {
        _patient.Write("app.log", Consultation.Line(TimeSpan.FromMinutes(7)));

        var report = await _patient.AskAsync();

        report.Finds("clock", "warning", "7 min later", "clocks differ");
    }

    [Fact]
    public async Task AWriterThatWasKilled()
    {
        await using var first = LogPairProcess.Start("generate", "--logs", _patient.Logs, "--count", "10");
        Assert.True(await first.WaitAsync(Cancel) == 0, first.Error);
        var generator = LogPairProcess.Start("generate", "--logs", _patient.Logs, "--rate", "100");
        await Deadline.PollAsync(
            TimeSpan.FromSeconds(60), () => Task.FromResult(Directory.GetFiles(_patient.Logs, "*.log").Length),
                files => files > 1, Cancel);
        var alive = await _patient.AskAsync();
        await generator.KillAsync(Cancel);
        await generator.DisposeAsync();

        var report = await _patient.AskAsync();

        Assert.Contains("has it open for writing", alive.IsWell("writer").What, StringComparison.Ordinal);
        report.Finds("writer", "warning", "nobody has its lock");
    }

    [Fact]
    public async Task NothingIsLeftBehindAndNothingIsChanged()
    {
        _patient.Write("app.log", Consultation.Line());
        _patient.Write(".hidden", "");

        var before = Directory.GetFileSystemEntries(_patient.Volume.Path, "*", SearchOption.AllDirectories).Order()
            .ToList();
        var report = await _patient.AskAsync();
        var after = Directory.GetFileSystemEntries(_patient.Volume.Path, "*", SearchOption.AllDirectories).Order()
            .ToList();

        Assert.Equal(before, after);
        Assert.Contains($"in {_patient.Logs}", report.IsWell("file events").What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogsThatAreReadOnlyAsInAPodAreTriedInTheStateDirectory()
    {
        await using var mount = await Mount.TmpfsAsync(_patient.Logs, "size=1m", Cancel);
        _patient.Write("app.log", Consultation.Line());
        await mount.RemountAsync("ro", Cancel);

        var report = await _patient.AskAsync();

        var line = report.IsWell("file events").What;
        Assert.Contains($"{_patient.Logs} cannot be written from here, so no event was made in it. It is tmpfs",
            line, StringComparison.Ordinal);
        Assert.Contains($"In {_patient.State}, an event came", line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_patient.State));
    }

    [Fact]
    public async Task RulesWithErrors()
    {
        var rules = _patient.Volume["rules.yaml"];
        await File.WriteAllTextAsync(rules, "metrics:\n  - name: a_total\n    type: countr\n  - nam: b\n", Cancel);

        var report = await _patient.AskAsync("--config", rules);

        report.Finds("rules", "failure", $"{rules}:3:11: ");
        Assert.True(report.Faults.Count(line => line.Examination == "rules") > 1, report.Output);
    }
}
