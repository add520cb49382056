namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Volumes that are filled to the last byte and freed again.</summary>
[Collection(FaultGroup.Name)]
public sealed class FullVolumeTests
{
    private const double Percent = 3;

    private static readonly TimeSpan LongestFull = TimeSpan.FromMilliseconds(800);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLineCountsOnceWhileTheStateDirectoryIsFull()
    {
        await using var volume = await SmallVolume.MountAsync("512k", Cancel);
        var options = new ScenarioOptions(new RenameStyle())
        {
            BytesPerSecond = 5_000_000,
            StatePath = Path.Combine(volume.Path, "state"),
        };
        await RunAsync(options, volume);
    }

    [Fact]
    public async Task EveryLineThatTheGeneratorCouldWriteCountsOnceWhileTheLogsAreFull()
    {
        await using var volume = await SmallVolume.MountAsync("64m", Cancel);
        var options = new ScenarioOptions(new GeneratorStyle())
        {
            LogsPath = Path.Combine(volume.Path, "logs"),
            Compare = ScenarioVerdict.EqualSeries,
        };
        await RunAsync(options, volume);
    }

    private static Task RunAsync(ScenarioOptions options, SmallVolume volume)
    {
        var budget = new FaultBudget { Time = FaultSettings.Share(Percent) };
        var full = new Fault("full volume", 20, async scenario =>
        {
            // A processor that cannot save does not start, and is started again until it can.
            scenario.LivesMayFail = true;
            scenario.Processor.TolerateEnd();
            volume.Fill();
            await Task.Delay(scenario.Random.Next(LongestFull), Cancel);
            if (scenario.Random.Next(2) == 0)
            {
                scenario.History.Add("SIGKILL while full");
                await scenario.Processor.KillAsync();
                scenario.Counts.ProcessorKills++;
                scenario.Processor.Start(mayFail: true);
                await Task.Delay(scenario.Random.Next(LongestFull), Cancel);
            }

            volume.Free();
            scenario.History.Add("freed");
            await scenario.UntilAnswersAsync();
            scenario.LivesMayFail = false;
        });
        return Scenario.RunAsync(options, scenario => scenario.SufferAsync([full, Fault.KillProcessor, Fault.Roll], budget), Cancel);
    }
}
