using System.Text;
using LogPair.Processor.Pipeline.Counting;

namespace LogPair.Processor.Tests.Pipeline.Counting;

public sealed class LineSamplesTests
{
    [Fact]
    public void TheLastFewOfEachReasonAreKeptAndAllAreCounted()
    {
        var samples = new LineSamples();
        for (var i = 0; i < 12; i++) samples.Add("blank", Encoding.UTF8.GetBytes($"{i}"));
        samples.Add(LineSamples.Unmatched, "only"u8);

        Assert.Equal(["blank", "unmatched"], samples.Reasons);
        Assert.Equal((12, 1, 0), (samples.Count("blank"), samples.Count("unmatched"), samples.Count("else")));
        Assert.Equal(["7", "8", "9", "10", "11"], samples.Lines("blank"));
        Assert.Equal(["only"], samples.Lines("unmatched"));
        Assert.Empty(samples.Lines("else"));
    }

    [Fact]
    public void ALongLineIsCutAtACharacter()
    {
        var samples = new LineSamples();
        samples.Add("blank", Encoding.UTF8.GetBytes(new string('a', LineSamples.MaxBytes - 1) + "é and more"));

        Assert.Equal(new string('a', LineSamples.MaxBytes - 1) + "…", samples.Lines("blank").Single());
    }
}
