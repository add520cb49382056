using System.Text;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline;

[Collection(AloneInTheProcess.Name)]
public class CardinalityBombTests
{
    private const int Lines = 200_000;
    private const int Values = 100_000;
    private const int Limit = 1000;

    [Fact]
    public async Task ABombOfLabelValuesCostsBoundedMemoryAndSpoilsNoTotalAndNoOtherMetric()
    {
        using var volume = new TempVolume();
        var text = new StringBuilder();
        for (var i = 0; i < Lines; i++)
            text.Append(null, $$"""{"User":"user-{{i * 7919L % Values}}","Method":"{{(i % 2 == 0 ? "GET" : "PUT")}}","Took":{{i % 10}}}""").Append('\n');
        await File.WriteAllTextAsync(volume["a.log"], text.ToString(), TestContext.Current.CancellationToken);
        text.Clear().Capacity = 0;
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"],
            $$"""
            metrics:
              - { name: by_user_total, type: counter, labels: { user: User }, maxSeries: {{Limit}} }
              - { name: took_by_user, type: histogram, value: Took, labels: { user: User }, maxSeries: {{Limit}} }
              - { name: by_method_total, type: counter, labels: { method: Method } }
              - { name: users, type: distinct, value: User }
              - { name: top_users, type: topk, labels: { user: User } }
            """,
            new FakeTimeProvider());
        var before = GC.GetTotalMemory(forceFullCollection: true);

        processor.StepToEnd();

        var samples = await processor.ScrapeAsync();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
        Assert.Equal(Lines, processor.Total("by_user_total"));
        Assert.Equal(Limit + 1, samples.Keys.Count(key => key.StartsWith("by_user_total", StringComparison.Ordinal)));
        Assert.Equal(Lines - (2 * Limit), samples["by_user_total{user=\"other\"}"]);
        Assert.Equal(Lines - (2 * Limit), samples["logpair_folded_measurements_total{metric=\"by_user_total\"}"]);
        Assert.Equal(
            Lines,
            samples.Where(sample => sample.Key.StartsWith("took_by_user_count", StringComparison.Ordinal)).Sum(s => s.Value));
        Assert.Equal(Lines / 2, samples["by_method_total{method=\"GET\"}"]);
        Assert.Equal(Values, samples["users"], Values * 0.05);
        Assert.Equal(10, samples.Keys.Count(key => key.StartsWith("top_users", StringComparison.Ordinal)));
    }
}
