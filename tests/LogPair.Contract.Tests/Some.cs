namespace LogPair.Contract.Tests;

internal static class Some
{
    public static SegmentName Name(string fileName)
    {
        Assert.True(SegmentName.TryParse(fileName, out var name), fileName);
        return name;
    }

    public static Seal Seal() => new()
    {
        Bytes = 706,
        Lines = 3,
        Hash = 0x2D06800538D394C2,
        FirstEvent = new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.Zero),
        LastEvent = new DateTimeOffset(2026, 11, 22, 13, 59, 59, 999, TimeSpan.FromHours(1)),
        Dropped = new Dictionary<string, long> { ["no_space"] = 4 },
        TornBytes = 17,
    };
}
