using LogPair.Host.Configuration;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Testing;

namespace LogPair.Host.Tests.Configuration;

public class LoadedConfigurationTests
{
    [Fact]
    public void AReplayReadsAFileAsTheFirstInputThatItMatchesSays()
    {
        using var volume = new TempVolume();
        var configuration = Load(volume, $$"""
            inputs:
              - { path: '{{volume.Path}}/*.log', wrapper: cri }
              - { path: '{{volume.Path}}/**', wrapper: docker }
            """);

        var options = configuration.ToReplayOptions([]);

        Assert.Equal(LineWrapper.Cri, options.Inputs[options.InputOf(volume["a.log.1"])].Wrapper);
        Assert.Equal(LineWrapper.Docker, options.Inputs[options.InputOf(volume["x/b.json"])].Wrapper);
        Assert.Null(options.Inputs[options.InputOf("/elsewhere/a.log")].Wrapper);
    }

    [Fact]
    public void WhatIsSaidOfTheOnlyInputAppliesToEveryFile()
    {
        using var volume = new TempVolume();
        var configuration = Load(volume, "inputs: [{ path: /var/log/app, wrapper: cri, format: json }]");

        var options = configuration.ToReplayOptions([]);

        Assert.Equal(LineWrapper.Cri, options.Inputs[options.InputOf(volume["a.log"])].Wrapper);
    }

    // Inputs may well be in what could not be read.
    [Theory]
    [InlineData("inputs: [{ path: /var/log/app }]\nmetrics: [{ name: a b, type: counter }]", 1)]
    [InlineData("inputs: [{ path: /var/log/app }\nmetrics: []", 1)]
    [InlineData("metrics: []", 1)]
    [InlineData(null, 1)]
    public void ABrokenFileIsNotSaidToNameNoLogs(string? rules, int problems)
    {
        using var volume = new TempVolume();
        if (rules is not null) File.WriteAllText(volume["rules.yaml"], rules);

        var configuration = ConfigurationLoader.Load(new Dictionary<string, string> { ["--config"] = volume["rules.yaml"] }, _ => null);

        var saysNoLogs = configuration.ProblemsOfRun.Any(problem => problem.StartsWith("no logs to count", StringComparison.Ordinal));
        Assert.Equal(rules == "metrics: []", saysNoLogs);
        Assert.Equal(problems, configuration.ProblemsOfRun.Count);
    }

    private static LoadedConfiguration Load(TempVolume volume, string rules)
    {
        File.WriteAllText(volume["rules.yaml"], rules);
        var configuration = ConfigurationLoader.Load(
            new Dictionary<string, string>(), name => name == "LOGPAIR_CONFIG" ? volume["rules.yaml"] : null);
        Assert.Empty(configuration.Problems);
        return configuration;
    }
}
