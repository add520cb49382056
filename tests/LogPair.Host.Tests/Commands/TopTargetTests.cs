using LogPair.Host.Configuration;
using LogPair.Testing;

namespace LogPair.Host.Commands;

/// <summary>Which processor 'top' asks, and with what credentials.</summary>
public sealed class TopTargetTests : IDisposable
{
    private readonly TempVolume _volume = new(nameof(TopTargetTests));

    public void Dispose() => _volume.Dispose();

    [Theory]
    [InlineData("http://10.1.2.3:9464", "http://10.1.2.3:9464/")]
    [InlineData("http://10.1.2.3:9464/metrics", "http://10.1.2.3:9464/")]
    [InlineData("https://host/below/", "https://host/below/")]
    public void TheAddressOfTheMetricsWillDo(string url, string root)
    {
        var target = TopTarget.Find(Flags(url), Configuration(), out var problems);

        Assert.Empty(problems);
        Assert.Equal(root, target!.Root.ToString());
        target.Http.Dispose();
    }

    [Theory]
    [InlineData("ftp://host", "is not a URL")]
    [InlineData("localhost:9464", "is not a URL")]
    [InlineData("http://user:sekret@host", "--password-file")]
    public void WhatIsWrongIsSaidWithoutTheSecret(string url, string words)
    {
        Assert.Null(TopTarget.Find(Flags(url), Configuration(), out var problems));

        Assert.Contains(words, Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("sekret", problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aaa\nbbb\n", "Bearer aaa")]
    [InlineData("\n  aaa \n", "Bearer aaa")]
    [InlineData("", null)]
    [InlineData("a\0a", null)]
    public void ATokenIsTheFirstLineOfItsFile(string content, string? header)
    {
        File.WriteAllText(_volume["token"], content);

        var target = TopTarget.Find(Flags("http://host") with { TokenFile = _volume["token"] }, Configuration(), out var problems);

        Assert.Equal(header, target?.Http.DefaultRequestHeaders.Authorization?.ToString());
        Assert.Equal(header is null ? 1 : 0, problems.Count);
        target?.Http.Dispose();
    }

    private static TopFlags Flags(string url) => new(url, TopForm.Once) { Interval = TimeSpan.FromSeconds(1) };

    private static LoadedConfiguration Configuration() => ConfigurationLoader.Load(new Dictionary<string, string>(), _ => null);
}
