using System.Globalization;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline;

/// <summary>Which of several values a gauge shows that is set, where the times of events are not to be relied on.</summary>
public sealed class GaugeOrderTests
{
    private const string Rules = "metrics: [{ name: depth, type: gauge, value: V }]";

    [Fact]
    public void OneTimeFarInTheFutureHoldsUpNeitherItsFileNorAnother()
    {
        using var volume = new TempVolume();
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        var now = Append(volume["a.log"], "2020-01-01T00:00:00Z", 1);

        Append(volume["a.log"], Text(now.AddDays(400)), 2);
        processor.StepToEnd();
        Assert.Equal(2, processor.Value("depth"));

        Append(volume["a.log"], Text(now.AddSeconds(1)), 3);
        processor.StepToEnd();
        Assert.Equal(3, processor.Value("depth"));

        Append(volume["b.log"], Text(now.AddSeconds(30)), 4);
        processor.StepToEnd();
        Assert.Equal(4, processor.Value("depth"));
    }

    // A clock that is set back, or local time without an offset when summer ends.
    [Fact]
    public async Task WithinAFileTheOrderOfLinesDecidesThroughBatchesAndRestarts()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider();
        Append(volume["a.log"], "2026-10-25T01:59:59", 1);
        using (var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, time))
        {
            processor.StepToEnd();
            Append(volume["a.log"], "2026-10-25T01:00:00", 2);
            processor.StepToEnd();
            Assert.Equal(2, processor.Value("depth"));

            await processor.ScrapeAsync();
        }

        using var restarted = new SteppedProcessor(volume.Path, volume["state"], Rules, time);
        restarted.StepToEnd();
        Append(volume["a.log"], "2026-10-25T01:10:00", 3);
        restarted.StepToEnd();
        Assert.Equal(3, restarted.Value("depth"));

        Append(volume["a.log"], "2026-10-25T01:05:00", 4);
        Append(volume["a.log"], "no time", 5);
        restarted.StepToEnd();
        Assert.Equal(5, restarted.Value("depth"));
    }

    [Theory]
    [InlineData("a.log", "b.log")]
    [InlineData("b.log", "a.log")]
    public void AcrossFilesTheLatestTimeThatEachHasReachedDecidesInWhateverOrderTheyAreRead(string early, string late)
    {
        using var volume = new TempVolume();
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());

        Append(volume[early], "2026-10-25T01:00:00Z", 1);
        Append(volume[early], "2026-10-25T03:00:00Z", 2);
        Append(volume[early], "2026-10-25T01:30:00Z", 3);
        Append(volume[late], "2026-10-25T02:00:00Z", 4);
        processor.StepToEnd();
        Assert.Equal(3, processor.Value("depth"));

        Append(volume[late], "2026-10-25T03:00:01Z", 5);
        processor.StepToEnd();
        Assert.Equal(5, processor.Value("depth"));
    }

    /// <returns>When the file was changed by that.</returns>
    private static DateTime Append(string path, string time, int value)
    {
        File.AppendAllText(path, $$"""{"@t":"{{time}}","V":{{value}}}""" + "\n");
        return File.GetLastWriteTimeUtc(path);
    }

    private static string Text(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);
}
