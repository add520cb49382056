namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// <c>app.log</c> becomes <c>app.log.1</c>, that becomes <c>app.log.2</c>, and so on; often several at once.
/// </summary>
/// <remarks>Beyond a depth, files are deleted; but no file before a scrape has shown all that is in it.</remarks>
internal sealed class RenameStyle : RotatedStyle
{
    private const int Depth = 4;
    private const int MostRollsAtOnce = 4;

    // The slots of rolled files, newest first: file N has slot N - 1 of the list.
    private readonly List<int> _slots = [];

    public override string Name => "rename";

    public override bool RollsUnseen => true;

    public override string Input(string logs) => Path.Combine(logs, FileName + "*");

    public override async Task RollAsync(Scenario scenario)
    {
        var rolls = scenario.Random.Next(1, MostRollsAtOnce + 1);
        for (var roll = 0; roll < rolls && _slots.Count < FaultWriters.FaultLines.Slots / 2; roll++)
        {
            // Seen under the old names first, so that one that is created meanwhile cannot take a place unseen.
            scenario.Evidence.Refresh();
            for (var number = _slots.Count; number > 0; number--)
                File.Move(PathOf(scenario, number), PathOf(scenario, number + 1));
            File.Move(PathOf(scenario, 0), PathOf(scenario, 1));
            _slots.Insert(0, scenario.Slot);
            await scenario.ReopenAsync();
        }
    }

    public override void Prune(Scenario scenario)
    {
        scenario.Evidence.Refresh();
        while (_slots.Count > Depth && scenario.IsCounted(_slots[^1]))
        {
            File.Delete(PathOf(scenario, _slots.Count));
            _slots.RemoveAt(_slots.Count - 1);
        }

        scenario.Evidence.ReleaseDeleted();
    }

    private string PathOf(Scenario scenario, int number) =>
        number == 0 ? Target(scenario.LogsPath) : $"{Target(scenario.LogsPath)}.{number}";
}
