namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>The file is deleted, and one of the same name is made; often it gets the same inode.</summary>
/// <remarks>
/// Bytes of a deleted file are within reach of a processor that has it open, and of nobody who comes later. So either
/// everything was counted before (then anything may happen next), or the processor has the file open (then it may not
/// be killed before it has read the rest). Anything else loses lines with any reader.
/// </remarks>
internal sealed class RecreateStyle : RotatedStyle
{
    public override string Name => "delete-and-recreate";

    public override string Input(string logs) => Target(logs);

    public override async Task RollAsync(Scenario scenario)
    {
        if (scenario.Random.Next(2) == 0) await RollCountedAsync(scenario);
        else await RollOpenAsync(scenario);
        scenario.Evidence.ReleaseDeleted();
    }

    private async Task RollCountedAsync(Scenario scenario)
    {
        await scenario.SendToWriterAsync("pause");
        scenario.Evidence.Refresh();
        await scenario.UntilAsync("everything is counted before it is deleted", () => scenario.IsCounted(scenario.Slot));
        File.Delete(Target(scenario.LogsPath));
        await scenario.ReopenAsync();
        await scenario.SendToWriterAsync("resume");
    }

    private async Task RollOpenAsync(Scenario scenario)
    {
        var path = Target(scenario.LogsPath);
        var slot = scenario.Slot;
        await scenario.UntilAsync("the processor has the file open", () => scenario.Processor.HasOpen(path));
        scenario.Evidence.Refresh();
        File.Delete(path);
        await scenario.ReopenAsync();
        scenario.Evidence.Refresh();
        await scenario.UntilAsync("the deleted file is counted", () => scenario.IsCounted(slot));
    }
}
