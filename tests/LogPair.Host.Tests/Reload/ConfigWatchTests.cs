using LogPair.Testing;

namespace LogPair.Host.Reload;

public sealed class ConfigWatchTests
{
    [Fact]
    public void AChangeIsReportedOnceWhenItHasComeToRest()
    {
        using var volume = new TempVolume();
        var watch = Watch(volume, "a");
        File.WriteAllText(volume["rules.yaml"], "");
        Assert.Null(watch.Look());
        File.WriteAllText(volume["rules.yaml"], "b");

        Assert.Null(watch.Look());
        Assert.Equal(new ConfigReading("b", Problem: null), watch.Look());
        Assert.Null(watch.Look());
    }

    [Fact]
    public void WhatWasInForceIsNoChange()
    {
        using var volume = new TempVolume();
        var watch = Watch(volume, "a");

        Assert.Null(watch.Look());
        Assert.Null(watch.Look());
    }

    [Fact]
    public void AFileThatWasReplacedBetweenTheStartAndTheFirstLookIsAChange()
    {
        using var volume = new TempVolume();
        var watch = Watch(volume, "a");
        File.WriteAllText(volume["rules.yaml"], "b");

        Assert.Null(watch.Look());
        Assert.Equal("b", watch.Look()?.Text);
    }

    [Fact]
    public void AConfigMapWhoseLinksAreSwappedIsAChange()
    {
        using var volume = new TempVolume();
        foreach (var version in new[] { "1", "2" })
        {
            Directory.CreateDirectory(volume[version]);
            File.WriteAllText(volume[version + "/rules.yaml"], version);
        }

        File.CreateSymbolicLink(volume["..data"], "1");
        File.CreateSymbolicLink(volume["rules.yaml"], "..data/rules.yaml");
        var watch = new ConfigWatch(volume["rules.yaml"], "1", TimeProvider.System);
        Assert.Null(watch.Look());

        File.Delete(volume["..data"]);
        File.CreateSymbolicLink(volume["..data"], "2");

        Assert.Null(watch.Look());
        Assert.Equal("2", watch.Look()?.Text);
    }

    [Fact]
    public void AFileThatIsGoneForAMomentIsNoneAndOneThatStaysAwayIsSaid()
    {
        using var volume = new TempVolume();
        var watch = Watch(volume, "a");
        File.Delete(volume["rules.yaml"]);
        Assert.Null(watch.Look());
        File.WriteAllText(volume["rules.yaml"], "a");
        Assert.Null(watch.Look());
        Assert.Null(watch.Look());

        File.Delete(volume["rules.yaml"]);
        Assert.Null(watch.Look());

        Assert.StartsWith(volume["rules.yaml"] + ": cannot read it: ", watch.Look()?.Problem, StringComparison.Ordinal);
    }

    private static ConfigWatch Watch(TempVolume volume, string text)
    {
        File.WriteAllText(volume["rules.yaml"], text);
        return new ConfigWatch(volume["rules.yaml"], text, TimeProvider.System);
    }
}
