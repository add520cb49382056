using LogPair.Processor.Rules;

namespace LogPair.Host.Configuration;

public sealed class SettingsFileTests
{
    [Fact]
    public void AListIsJoinedInItsOrder()
    {
        var file = Read(("logs:0", "/a"), ("logs:1", "/b/*.log"));

        Assert.True(file.TryGet(SettingTable.Logs, out var text, out var where));
        Assert.Equal("/a,/b/*.log", text);
        Assert.Equal("rules.yaml:1:1", where);
        Assert.Empty(file.Problems);
    }

    [Theory]
    [InlineData("lane", "'lane' is not a setting")]
    [InlineData("tls:certificate", "'tls.certificate' is not a setting")]
    [InlineData("config", "'config' cannot be set in the file it names")]
    [InlineData("lanes:0", "lanes takes one value")]
    [InlineData("logs:path", "logs takes one value")]
    public void WhatIsNoSettingIsAProblemWithItsPlace(string key, string problem)
    {
        var file = Read((key, "x"));

        Assert.StartsWith($"rules.yaml:1:1: {problem}", file.Problems.Single().ToString(), StringComparison.Ordinal);
    }

    private static SettingsFile Read(params (string Key, string Text)[] scalars) =>
        new("rules.yaml", scalars.Select((each, line) => KeyValuePair.Create(each.Key, new SettingScalar(each.Text, line + 1, 1))).ToDictionary());
}
