using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// Checkpoints that are not what they were: the processor starts, says so, and ends with the exact totals.
/// </summary>
/// <remarks>
/// Values that only the spoiled file held come back by reading again, as all log files are still there. Until then a
/// scrape may be lower than before the damage; after it, nothing goes down.
/// </remarks>
[Collection(FaultGroup.Name)]
public sealed class CheckpointDamageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task ADamagedCheckpointIsReportedAndTheTotalsAreExactInTheEnd()
    {
        var budget = new FaultBudget { Time = FaultSettings.Share(7) };
        return Scenario.RunAsync(
            new ScenarioOptions(new SerilogFileStyle()) { BytesPerSecond = 2_000_000 },
            async scenario =>
            {
                var damages = CheckpointDamage.All.ToArray();
                scenario.Random.Shuffle(damages);
                for (var number = 0; !budget.IsSpent(scenario.Counts); number++)
                    await DamageAsync(scenario, damages[number % damages.Length]);
            },
            Cancel);
    }

    private static async Task DamageAsync(Scenario scenario, CheckpointDamage damage)
    {
        await scenario.UntilAnswersAsync();
        await scenario.UntilAnswersAsync();
        await scenario.Processor.KillAsync();
        scenario.Counts.ProcessorKills++;

        var current = Path.Combine(scenario.StatePath, VolumeLayout.CheckpointFile);
        var previous = Path.Combine(scenario.StatePath, VolumeLayout.PreviousCheckpointFile);
        var target = scenario.Random.Next(4);
        var which = target switch { 0 => "both checkpoints", 1 => "the one before", _ => "the last one" };
        scenario.History.Add($"{damage.Name}: {which}");
        if (target != 1) damage.Apply(current, scenario.Random);
        if (target <= 1) damage.Apply(previous, scenario.Random);

        scenario.Scraper.Forget();
        scenario.Processor.Start();
        await scenario.UntilAnswersAsync();
        if (target != 1 && damage.IsReported && !Reports(scenario.Processor.Log, current))
            throw new FaultFailure(
                $"{damage.Name}: nothing in the log about {current}:\n{scenario.Processor.LogTail()}");
    }

    private static bool Reports(string log, string path) => log.Split('\n').Any(line =>
        line.Contains(path, StringComparison.Ordinal)
        && (line.Contains(" warn ", StringComparison.Ordinal) || line.Contains(" error ", StringComparison.Ordinal)));
}
