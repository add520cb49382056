using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>A plain program with one file, and somebody who rotates it.</summary>
internal abstract class RotatedStyle : WritingStyle
{
    protected const string FileName = "app.log";

    public override string Program => "append";

    public override string Target(string logs) => Path.Combine(logs, FileName);

    public override bool IsSegment(string name) =>
        name.StartsWith(FileName, StringComparison.Ordinal) && !name.EndsWith(".gz", StringComparison.Ordinal);

    public override EvidenceRelease Release => EvidenceRelease.WhenTold;

    public override bool IsRotated => true;

    public override Tearing Tearing => Tearing.Often;
}
