using LogPair.Processor.Pipeline.Following;

namespace LogPair.Processor.Tests.Pipeline.Following;

public sealed class EventTrustTests
{
    private readonly EventTrust _trust = new(isLocal: false);

    [Fact]
    public void OneEventThatTellsOfGrowthEarnsIt()
    {
        Assert.False(_trust.IsEarned);

        Find(isListening: true, hasHeard: true, wasHint: true);

        Assert.True(_trust.IsEarned);
    }

    [Fact]
    public void GrowthThatOnlyALookFoundLosesItForLong()
    {
        Find(isListening: true, hasHeard: true, wasHint: true);
        Find(isListening: true, hasHeard: false, wasHint: false);

        for (var told = 0; told < 100; told++)
        {
            Find(isListening: true, hasHeard: true, wasHint: true);
            Assert.False(_trust.IsEarned);
        }

        Find(isListening: true, hasHeard: true, wasHint: true);
        Assert.True(_trust.IsEarned);
    }

    [Fact]
    public void NothingFollowsFromGrowthThatNoEventCouldTellOfInTime()
    {
        Find(isListening: false, hasHeard: true, wasHint: true);
        Assert.False(_trust.IsEarned);

        Find(isListening: true, hasHeard: true, wasHint: true);
        Find(isListening: false, hasHeard: false, wasHint: false);
        Find(isListening: true, hasHeard: false, wasHint: true);
        Assert.True(_trust.IsEarned);
    }

    [Fact]
    public void OnALocalFileSystemItIsThereUntilAnEventIsMissing()
    {
        var trust = new EventTrust(isLocal: true);
        Assert.True(trust.IsEarned);

        trust.BeginWait(isListening: true);
        trust.EndWait(wasHint: false);
        trust.Judge();

        Assert.False(trust.IsEarned);
    }

    private void Find(bool isListening, bool hasHeard, bool wasHint)
    {
        _trust.BeginWait(isListening);
        if (hasHeard) _trust.Hear();
        _trust.EndWait(wasHint);
        _trust.Judge();
    }
}
