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

    private static LoadedConfiguration Load(TempVolume volume, string rules)
    {
        File.WriteAllText(volume["rules.yaml"], rules);
        var configuration = ConfigurationLoader.Load(
            new Dictionary<string, string>(), name => name == "LOGPAIR_CONFIG" ? volume["rules.yaml"] : null);
        Assert.Empty(configuration.Problems);
        return configuration;
    }
}
