using LogPair.Benchmarks.Latency;
using LogPair.Benchmarks.Processes;

namespace LogPair.Benchmarks.Tests.Measuring;

public sealed class ScrapedValuesTests
{
    [Fact]
    public void ACounterIsFoundByItsWholeName()
    {
        var text = "# HELP x_total Not x_total 9\nmy_x_total 1\nx_total_more 2\nx_total 3.5e1\n"u8;

        Assert.Equal(35, MetricsClient.Value(text, "x_total"u8));
        Assert.Equal(0, MetricsClient.Value(text, "y_total"u8));
    }

    [Fact]
    public void ALineIsSeenWithTheFirstAnswerThatCountsIt()
    {
        var millisecond = System.Diagnostics.Stopwatch.Frequency / 1000;
        long[] writtenAt = [0, 1 * millisecond, 2 * millisecond];
        using var client = new MetricsClient(port: 1);
        var lines = new VisibleLines(client, writtenAt);

        lines.Note(counted: 1, answered: 10 * millisecond);
        lines.Note(counted: 1, answered: 20 * millisecond);
        lines.Note(counted: 3, answered: 30 * millisecond);

        Assert.Equal([10, 29, 28], lines.Milliseconds);
    }
}
