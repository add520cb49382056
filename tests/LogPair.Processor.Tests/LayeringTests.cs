using LogPair.Testing.Layering;
using Mono.Cecil;

namespace LogPair.Processor.Tests;

/// <summary>The dependency table of CONTRIBUTING.md, on the built assemblies.</summary>
public sealed class LayeringTests
{
    private const string ProcessorRoot = "LogPair.Processor";
    private const string FixtureRoot = "LogPair.Processor.Tests.Layering.Fixtures";

    private static readonly Subject Files = new(
        "files",
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.FileSystemInfo",
        "System.IO.FileSystemWatcher",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.RandomAccess",
        "System.IO.Enumeration.*",
        "System.IO.MemoryMappedFiles.*",
        "Microsoft.Win32.SafeHandles.SafeFileHandle");

    private static readonly Subject Volume = new(
        "segments on a volume", "LogPair.Processor.Discovery.*", "LogPair.Processor.Tailing.*");

    private static readonly Subject Json = new("JSON", "System.Text.Json.*");
    private static readonly Subject Prometheus = new("Prometheus", "Prometheus.*");
    private static readonly Subject Http = new("HTTP", "System.Net.*");

    private static readonly Subject Clocks = new(
        "clocks",
        "System.TimeProvider",
        "System.Diagnostics.Stopwatch",
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.Environment::get_TickCount*");

    private static readonly Subject AspNet = new("ASP.NET", "Microsoft.AspNetCore.*");
    private static readonly Subject TheConsole = new("console", "System.Console", "Spectre.*");

    private static readonly Subject EnvironmentVariables = new(
        "environment variables",
        "System.Environment::GetEnvironmentVariable*",
        "System.Environment::ExpandEnvironmentVariables");

    private static readonly LayerTable Table = new(
        ProcessorRoot,
        [
            new("Discovery", Json, Prometheus),
            new("Tailing", Json, Prometheus),
            new("Framing", Files, Volume, Json, Prometheus),
            new("Parsing", Files, Volume, Clocks, Prometheus),
            new("Rules", Files, Volume, Json, Prometheus),
            new("Aggregation", Files, Volume, Json, Http),
            new("Exposition", Files),
            new("Pipeline"),
        ],
        [AspNet, TheConsole, EnvironmentVariables]);

    [Fact]
    public void NoStageUsesWhatItMustKnowNothingOf()
    {
        using var processor = Open("LogPair.Processor");

        var violations = Table.Violations(processor);

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    // A stage that was renamed or moved would otherwise pass by not being looked at. Event ids are one list for all.
    [Fact]
    public void EveryTypeOfTheProcessorBelongsToAStageOfTheTable()
    {
        using var processor = Open("LogPair.Processor");

        Assert.Equal(["LogPair.Processor.EventIds"], Table.Homeless(processor));
        Assert.Equal(
            ["Discovery", "Tailing", "Framing", "Parsing", "Rules", "Aggregation", "Exposition", "Pipeline"],
            Table.StagesIn(processor));
    }

    [Fact]
    public void TheContractKnowsNothingOfOursNorSerilog()
    {
        using var contract = Open("LogPair.Contract");

        Assert.DoesNotContain(contract.AssemblyReferences, r => r.Name.StartsWith("LogPair.", StringComparison.Ordinal));
        Assert.DoesNotContain(contract.AssemblyReferences, r => r.Name.StartsWith("Serilog", StringComparison.Ordinal));
    }

    [Fact]
    public void TheGeneratorAndTheProcessorMeetOnlyInTheContract()
    {
        using var generator = Open("LogPair.Generator");
        using var processor = Open("LogPair.Processor");

        Assert.DoesNotContain(generator.AssemblyReferences, r => r.Name is "LogPair.Processor" or "logpair");
        Assert.DoesNotContain(processor.AssemblyReferences, r => r.Name is "LogPair.Generator" or "logpair");
    }

    [Theory]
    [InlineData("LogPair.Contract")]
    [InlineData("LogPair.Generator")]
    [InlineData("LogPair.Processor")]
    public void NamespacesFormNoCycle(string assembly)
    {
        using var module = Open(assembly);

        var cycle = NamespaceCycle.Find(module, root: "LogPair");

        Assert.True(cycle is null, cycle);
    }

    [Fact]
    public void TheCheckSeesBodiesLambdasStateMachinesAttributesAndGenericArguments()
    {
        using var tests = Open("LogPair.Processor.Tests");
        var table = new LayerTable(FixtureRoot, [new("Early", Files, Json), new("Late", Files)], [Clocks]);

        var violations = table.Violations(tests);

        Assert.Equal(
            [
                "Early.Reader uses System.Text.Json.JsonElement: Early knows no JSON",
                "Early.Reader.Elements uses System.Text.Json.JsonElement: Early knows no JSON",
                "Early.Reader.Open uses System.IO.File.Exists: Early knows no files",
                $"Early.Reader.WaitAsync uses {FixtureRoot}.Late.MarkerAttribute: Early knows no later stage",
                "Early.Reader.WaitAsync uses System.Environment.get_TickCount64: Early knows no clocks",
                "Early.Reader.ctor uses System.Text.Json.JsonElement: Early knows no JSON",
            ],
            violations);
    }

    [Fact]
    public void TheCheckSeesACycle()
    {
        using var tests = Open("LogPair.Processor.Tests");

        var cycle = NamespaceCycle.Find(tests, FixtureRoot);

        Assert.NotNull(cycle);
        Assert.Contains($"Late uses {FixtureRoot}.Early (MarkerAttribute.Count uses", cycle, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCheckSeesATypeOutsideEveryStage()
    {
        using var tests = Open("LogPair.Processor.Tests");
        var table = new LayerTable(FixtureRoot, [new("Early")], []);

        Assert.Equal([$"{FixtureRoot}.Late.MarkerAttribute"], table.Homeless(tests));
    }

    private static ModuleDefinition Open(string assembly)
    {
        return ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
    }
}
