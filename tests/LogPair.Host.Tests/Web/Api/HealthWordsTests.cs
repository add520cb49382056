using System.Text.Json;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.Web.Api;

/// <summary>Whatever goes wrong is said in words, with where to look.</summary>
public sealed class HealthWordsTests : IDisposable
{
    private const string Rules = """
        metrics:
          - name: requests_total
            type: counter
            labels: { user: User }
            maxSeries: 2
            where: User is not null
        settings:
          maxLineBytes: 1KiB

        """;

    private readonly TempVolume _volume = new(nameof(HealthWordsTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task WhenAllIsWellOneSentenceSaysSo()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        File.WriteAllText(_volume["logs/app.log"], "{\"User\":\"ann\"}\n");

        var health = await UntilAsync(sidecar, health => health[0].Text.Contains("1 line", StringComparison.Ordinal));

        Assert.Equal(
            new HealthFinding(FindingLevel.Ok, "Every line that was written is counted: 1 line, none lost.", ""), Assert.Single(health));
    }

    [Fact]
    public async Task EachTroubleIsNamedTheWorstFirst()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        File.WriteAllText(_volume["logs/torn.log"], "{\"User\":\"ann\"}\n{\"User\":");
        File.WriteAllText(_volume["logs/long.log"], new string('x', 5000) + "\n");
        File.WriteAllText(_volume["logs/text.log"], "{\"User\":\"bob\"}\nno JSON\n");
        File.WriteAllLines(_volume["logs/many.log"], Enumerable.Range(0, 10).Select(i => $"{{\"User\":\"user {i}\"}}"));
        File.CreateSymbolicLink(_volume["logs/link.log"], "/etc/passwd");
        sidecar.Change(Rules + "  lanes: many\n");
        (FindingLevel Level, string Subject, string[] Words)[] expected =
        [
            (FindingLevel.Failure, "losses", ["1 line of long.log lost: too long"]),
            (FindingLevel.Failure, "configuration", ["the rules before it stay in force", "lanes"]),
            (FindingLevel.Warning, "files", ["torn.log is stuck: 8 B have been waiting for"]),
            (FindingLevel.Warning, "files", ["link.log is a symbolic link"]),
            (FindingLevel.Warning, "rules", ["requests_total has more label values than maxSeries (2) allows", "measurements went to"]),
            (FindingLevel.Warning, "lines", ["1 line (", "could not be parsed"]),
        ];

        bool IsSaid((FindingLevel Level, string Subject, string[] Words) each, IEnumerable<HealthFinding> health) => health.Any(
            finding => finding.Level == each.Level && finding.Subject == each.Subject
                && each.Words.All(word => finding.Text.Contains(word, StringComparison.Ordinal)));
        var health = await UntilAsync(sidecar, health => expected.All(each => IsSaid(each, health)));

        Assert.DoesNotContain(health, finding => finding.Level == FindingLevel.Ok);
        Assert.Equal(health.Select(finding => finding.Level).OrderDescending(), health.Select(finding => finding.Level));

        sidecar.Change(Rules);
        File.AppendAllText(_volume["logs/torn.log"], "\"ann\"}\n");
        await UntilAsync(sidecar, health => !health.Any(finding => finding.Subject == "configuration" || finding.Text.Contains("stuck", StringComparison.Ordinal)));
    }

    private static async Task<IReadOnlyList<HealthFinding>> UntilAsync(Sidecar sidecar, Predicate<IReadOnlyList<HealthFinding>> isRight)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var answer = await sidecar.Client.GetStreamAsync(sidecar.At("/api/v1/status"), Cancel);
            var health = (await JsonSerializer.DeserializeAsync(answer, ApiJson.Default.StatusAnswer, Cancel))!.Health;
            if (isRight(health)) return health;
            Assert.False(late.IsCancellationRequested, string.Join('\n', health));
        }
    }
}
