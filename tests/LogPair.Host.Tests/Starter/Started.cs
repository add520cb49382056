using LogPair.Host.Commands;
using LogPair.Host.Series;
using LogPair.Testing;

namespace LogPair.Host.Starter;

/// <summary>What <c>init</c> made of files, and what <c>check</c> and <c>replay</c> make of that.</summary>
internal sealed class Started
{
    private Started(string yaml, string report, string rules, IReadOnlyList<SampleLine> samples)
    {
        Yaml = yaml;
        Report = report;
        RulesPath = rules;
        Samples = samples;
    }

    public string Yaml { get; }

    /// <summary>Standard error of <c>init</c>.</summary>
    public string Report { get; }

    public string RulesPath { get; }

    /// <summary>The rules' own series; those of LogPair itself left aside.</summary>
    public IReadOnlyList<SampleLine> Samples { get; }

    /// <summary>A file that a real program wrote.</summary>
    public static string Sample(string name) => Repository.Path($"tests/LogPair.Processor.Tests/Parsing/Samples/{name}.log");

    /// <summary>Begins rules for files, and fails unless they pass <c>check --strict</c> and a replay.</summary>
    public static async Task<Started> OfAsync(TempVolume volume, params string[] files)
    {
        var (init, rules) = (new Invocation(), volume["rules.yaml"]);
        Assert.Equal((ExitCode.Done, ""), (await init.RunAsync(["init", .. files]), Bugs(init)));
        await File.WriteAllTextAsync(rules, init.Output, TestContext.Current.CancellationToken);
        await CheckAsync(rules);
        return new Started(init.Output, init.Error, rules, await ReplayAsync(rules, files));
    }

    /// <summary>Fails if there is an error or a warning.</summary>
    public static async Task CheckAsync(string rules)
    {
        var check = new Invocation();
        Assert.True(await check.RunAsync("check", "--strict", rules) == ExitCode.Done, check.Error + await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken));
        Assert.Empty(check.Error);
    }

    public double Total(string metric, params (string Label, string Value)[] labels) => Samples
        .Where(sample => sample.Metric == metric && labels.All(label => sample.Labels.Contains(label)))
        .Sum(sample => sample.Value);

    /// <summary>Different values of a label, in order.</summary>
    public string Values(string metric, string label) => string.Join(' ', Samples
        .Where(sample => sample.Metric == metric)
        .SelectMany(sample => sample.Labels.Where(each => each.Label == label).Select(each => each.Value))
        .Distinct().Order(StringComparer.Ordinal));

    private static async Task<IReadOnlyList<SampleLine>> ReplayAsync(string rules, string[] files)
    {
        var replay = new Invocation();
        Assert.True(await replay.RunAsync(["replay", "--config", rules, .. files]) == ExitCode.Done, replay.Error);
        return [.. ExpositionText.Samples(replay.Output).Where(sample => !sample.Metric.StartsWith("logpair_", StringComparison.Ordinal))];
    }

    private static string Bugs(Invocation init) => init.Error.Contains("that is a bug", StringComparison.Ordinal) ? init.Error : "";
}
