using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Inspection;

public class InspectorTests
{
    private const string Rules = """
        metrics:
          - { name: seen_total, type: counter, labels: { who: Who, where: Where } }
          - { name: all_total, type: counter }
          - { name: took_seconds, type: summary, value: Took, labels: { who: Who }, window: 10m }
          - { name: heavy, type: topk, k: 1, value: Took, labels: { who: Who } }
        """;

    [Fact]
    public async Task LookingTakesNothingFromTheNextScrape()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        Append(volume, "ann", "here", 2);
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, time);
        processor.StepToEnd();
        Assert.Equal(2, (await processor.ScrapeAsync())["took_seconds{who=\"ann\",quantile=\"0.5\"}"], 2 * 0.01);

        time.Advance(TimeSpan.FromMinutes(12));
        Append(volume, "", "", 0);
        processor.StepToEnd();
        processor.Inspector.Metric("took_seconds");

        Assert.Equal(double.NaN, (await processor.ScrapeAsync())["took_seconds{who=\"ann\",quantile=\"0.5\"}"]);
    }

    [Fact]
    public void OneSeriesIsFoundByItsLabels()
    {
        using var volume = new TempVolume();
        Append(volume, "ann", "here", 1);
        Append(volume, "ann", "there", 1);
        Append(volume, "ann", "there", 1);
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        var found = processor.Inspector.Metric("seen_total", ["ann", "there"])!;
        var series = Assert.Single(found.Series);
        Assert.Equal(["ann", "there"], series.Labels);
        Assert.Equal(2, series.Value);
        Assert.Empty(processor.Inspector.Metric("seen_total", ["there", "ann"])!.Series);
        Assert.Empty(processor.Inspector.Metric("seen_total", ["ann"])!.Series);
        Assert.Equal(3, Assert.Single(processor.Inspector.Metric("all_total", [])!.Series).Value);
        Assert.Null(processor.Inspector.Metric("none_total", ["ann"]));
    }

    [Fact]
    public void WhatPrometheusIsNotShownIsNotShown()
    {
        using var volume = new TempVolume();
        Append(volume, "ann", "here", 1);
        Append(volume, "bob", "here", 5);
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        Assert.Equal(["bob"], Assert.Single(processor.Inspector.Metric("heavy")!.Series).Labels);
        Assert.Empty(processor.Inspector.Metric("heavy", ["ann"])!.Series);
        Assert.Equal(5, Assert.Single(processor.Inspector.Metric("heavy", ["bob"])!.Series).Value);
    }

    private static void Append(TempVolume volume, string who, string where, int took) => File.AppendAllText(
        volume["app.log"], $"{{\"Who\":\"{who}\",\"Where\":\"{where}\",\"Took\":{took}}}\n");
}
