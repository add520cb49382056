using System.Text;
using LogPair.Contract;
using LogPair.Testing;
using Microsoft.Extensions.Configuration;
using Serilog;

namespace LogPair.Generator.Tests;

public sealed class ConfigurationTests
{
    /// <summary>What the configuration names by <c>Type::Member</c>.</summary>
    public static LogPairStatus Status { get; } = new();

    [Fact]
    public void EverySettingCanStandInAConfigurationFile()
    {
        using var volume = new TempVolume();
        using (var log = FromJson($$"""
            {
              "Serilog": {
                "Using": [ "LogPair.Generator" ],
                "WriteTo": [{
                  "Name": "LogPair",
                  "Args": {
                    "directory": "{{volume.Path}}",
                    "stream": "configured",
                    "segmentSizeBytes": 2048,
                    "rollInterval": "Minute",
                    "format": "Rendered",
                    "stateDirectory": "{{volume["state"]}}",
                    "maxVolumeBytes": 1000000,
                    "keepSegments": 2,
                    "overflow": "Block",
                    "maxBlock": "00:00:01",
                    "status": "LogPair.Generator.Tests.ConfigurationTests::Status, LogPair.Generator.Tests",
                    "restrictedToMinimumLevel": "Warning"
                  }
                }]
              }
            }
            """))
        {
            log.Information("Below the level");
            for (var i = 0; i < 30; i++) log.Warning("Stock of {Item} is low", i);
        }

        var names = Directory.GetFiles(volume.Path, "*.log").Select(path => Path.GetFileName(path)).ToArray();
        Assert.All(names, name =>
        {
            Assert.True(SegmentName.TryParse(name, out var segment));
            Assert.Equal(("configured", RollInterval.Minute), (segment.Stream, segment.Period.Interval));
        });
        Assert.True(names.Length > 1);
        Assert.Equal(30, Status.EventsWritten);
        Assert.Contains(
            "\"@m\":\"Stock of 0 is low\"", File.ReadAllText(volume[names.Order().First()]), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotInTheFileHasItsDefault()
    {
        using var volume = new TempVolume();
        using (var log = FromJson($$"""
            {
              "Serilog": {
                "Using": [ "LogPair.Generator" ],
                "WriteTo": [{ "Name": "LogPair", "Args": { "directory": "{{volume.Path}}" } }]
              }
            }
            """))
            log.Information("Order placed");

        Assert.Single(Directory.GetFiles(volume.Path, "app????????.log"));
    }

    private static Serilog.Core.Logger FromJson(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        return new LoggerConfiguration().ReadFrom.Configuration(configuration).CreateLogger();
    }
}
