using System.Globalization;
using LogPair.Contract;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Stopping;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Pipeline.Consumption;

public class ConsumedTests
{
    [Fact]
    public async Task EverythingIsConsumedWhenItIsReadAndSaved()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n{}\n");
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);

        RunningProcessor.Write(volume, "b.log", "{}\n{\"torn\":");
        var answer = await processor.AskConsumedAsync();

        Assert.Equal(ConsumedAnswer.Yes, answer);
        Assert.Equal(3, processor.Status.Counts.Lines);
        Assert.NotNull(processor.Status.LastCheckpoint);
    }

    [Fact]
    public async Task WhatHoldsNoLinesKeepsNobodyWaiting()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        File.CreateSymbolicLink(volume["logs/current.log"], volume["logs/a.log"]);
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();
        Assert.Equal(0, MakePipe(volume["logs/pipe.log"], 0x1b6));
        await processor.UntilAsync(() => processor.Status.IsReady);

        Assert.True((await processor.AskConsumedAsync()).IsConsumed);
    }

    [Fact]
    public async Task ADirectoryThatCannotBeListedIsNotConsumed()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);

        // A link to itself cannot be entered; permissions do not bind root.
        Directory.Move(volume["logs"], volume["away"]);
        File.CreateSymbolicLink(volume["logs"], volume["logs"]);
        var answer = await processor.AskConsumedAsync();

        Assert.False(answer.IsConsumed);
        Assert.Contains("not everything on the volume can be looked at", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeSavedIsNotConsumed()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);

        Directory.Move(volume["state"], volume["elsewhere"]);
        File.WriteAllText(volume["state"], "in the way");
        RunningProcessor.Write(volume, "a.log", "{}\n");
        var answer = await processor.AskConsumedAsync();
        File.Delete(volume["state"]);

        Assert.False(answer.IsConsumed);
        Assert.Contains("checkpoint cannot be written", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFileTellsATimeBeforeWhichEverythingIsDurable()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        var path = volume["state/" + VolumeLayout.ConsumedFile];
        var written = File.GetLastWriteTimeUtc(volume["logs/a.log"]);
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();

        await processor.UntilAsync(() => File.Exists(path) && File.GetLastWriteTimeUtc(path) > written);

        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var time = DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm:ss.fffffff'Z\n'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
        Assert.Equal(1, processor.Status.Counts.Lines);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task TheFileIsNewerThanTheLastLineAfterADrain()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "a.log", "{}\n");
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();
        await processor.UntilAsync(() => processor.Status.IsReady);
        RunningProcessor.Write(volume, "a.log", "{}\n");

        await processor.StopAsync();
        await processor.EndAsync();

        Assert.True(File.GetLastWriteTimeUtc(volume["state/" + VolumeLayout.ConsumedFile]) > File.GetLastWriteTimeUtc(volume["logs/a.log"]));
    }

    [Fact]
    public async Task WhatAProcessBeforeSaidIsTakenAway()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["state"]);
        var path = volume["state/" + VolumeLayout.ConsumedFile];
        await File.WriteAllTextAsync(path, "2036-01-01T00:00:00.0000000Z\n", TestContext.Current.CancellationToken);
        await using var processor = new RunningProcessor(volume, () => Ending.Drain).Start();

        // Nothing is known as long as there is no volume.
        await processor.UntilAsync(() => processor.Status.State == ProcessorState.CatchingUp);
        Assert.False(File.Exists(path));
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "mkfifo", CharSet = System.Runtime.InteropServices.CharSet.Ansi)]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.LPUTF8Str)] string path, uint mode);
}
