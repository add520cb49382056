using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>A pair at work with which nothing is wrong.</summary>
public sealed class HealthyPairTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NothingIsFoundWrongAndNothingIsSkipped()
    {
        using var patient = new Consultation(nameof(HealthyPairTests));
        var variables = new Dictionary<string, string> { ["LOGPAIR_VOLUME_BUDGET"] = "64MiB" };
        await using var processor = LogPairProcess.Start(
            "run", "--logs", patient.Logs, "--state", patient.State, "--listen", patient.Listen, "--config",
                Repository.Path("docker/rules.yaml"));
        await using var generator = LogPairProcess.Start(
            variables, "generate", "--logs", patient.Logs, "--state", patient.State, "--rate", "200");
        using var prometheus = new HttpClient();
        var scraped = await Deadline.PollAsync(
            TimeSpan.FromSeconds(60), () => TryScrapeAsync(prometheus, patient.Listen), lines => lines > 100, Cancel);
        Assert.True(scraped > 100, processor.Error + generator.Error);

        var report =
            await patient.With("LOGPAIR_VOLUME_BUDGET", "64MiB").AskAsync("--config",
                Repository.Path("docker/rules.yaml"));

        Assert.All(report.Lines, line => Assert.True(line.Verdict == "ok", report.Output));
        Assert.Contains($"process {processor.Id} keeps its checkpoint there", report.IsWell("state").What,
            StringComparison.Ordinal);
        Assert.Contains($"process {generator.Id} has it open for writing", report.IsWell("writer").What,
            StringComparison.Ordinal);
        Assert.StartsWith("last scraped ", report.IsWell("scrapes").What, StringComparison.Ordinal);
    }

    private static async Task<double> TryScrapeAsync(HttpClient client, string listen)
    {
        try
        {
            var text = await client.GetStringAsync(new Uri($"http://{listen}/metrics"), Cancel);
            return RunningProcessor.Lines(MetricsText.Parse(text));
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
