using LogPair.Contract;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// Serilog's own file sink, without our library. Somebody deletes what the processor says it has counted.
/// </summary>
internal sealed class SerilogFileStyle : WritingStyle
{
    public override string Name => "serilog-file";

    public override string Program => "serilog";

    public override string Input(string logs) => logs;

    public override string Target(string logs) => Path.Combine(logs, "app.log");

    public override bool IsSegment(string name) => name.EndsWith(".log", StringComparison.Ordinal);

    public override void Prune(Scenario scenario)
    {
        scenario.Evidence.Refresh();
        var path = Path.Combine(scenario.StatePath, VolumeLayout.AcknowledgementsFile);
        Acknowledgements.TryRead(path, out var acknowledgements, out _);
        if (acknowledgements is null) return;

        var counted = acknowledgements.Segments.ToDictionary(segment => segment.Segment, segment => segment.Bytes);
        var inOrder = Directory.GetFiles(scenario.LogsPath, "*.log")
            .Select(file => (Path: file, Name: SegmentName.TryParse(Path.GetFileName(file), out var name) ? name : default))
            .OrderBy(segment => segment.Name)
            .ToList();
        foreach (var (file, _) in inOrder.SkipLast(1))
        {
            if (counted.GetValueOrDefault(Path.GetFileName(file)) == new FileInfo(file).Length) File.Delete(file);
        }
    }
}
