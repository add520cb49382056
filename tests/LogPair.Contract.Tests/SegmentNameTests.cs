using CsCheck;

namespace LogPair.Contract.Tests;

public sealed class SegmentNameTests
{
    private static readonly Gen<SegmentName> AnyName =
        from head in Gen.Char["abcXYZ_-"]
        from middle in Gen.String[Gen.Char["abcXYZ0123._-"], 0, 20]
        from tail in Gen.Char["abcXYZ_-."]
        from seconds in Gen.Long[0, 253_402_300_799]
        from interval in Gen.Enum<RollInterval>()
        from sequence in Gen.Int[0, SegmentName.MaxSequence]
        select new SegmentName(
            $"{head}{middle}{tail}",
            SegmentPeriod.Containing(DateTimeOffset.FromUnixTimeSeconds(seconds), interval),
            sequence);

    [Fact]
    public void EveryNameIsReadAsItWasWritten() => AnyName.Sample(name =>
        SegmentName.TryParse(name.ToString(), out var read) && read == name);

    [Fact]
    public void WhateverIsReadIsWrittenAgainInTheSameWay() =>
        Gen.String[Gen.Char["ap_-.0129"], 0, 24].Select(text => text + ".log").Sample(text =>
            !SegmentName.TryParse(text, out var name) || name.ToString() == text);

    [Theory]
    [InlineData("app20261122.log", "app", "20261122", 0)]
    [InlineData("app2026112213.log", "app", "2026112213", 0)]
    [InlineData("app202611221359_001.log", "app", "202611221359", 1)]
    [InlineData("app_20261122_1000.log", "app_", "20261122", 1000)]
    [InlineData("web-1.20261122_9999999.log", "web-1.", "20261122", 9_999_999)]
    public void ANameHasAStreamAPeriodAndASequence(string text, string stream, string period, int sequence)
    {
        Assert.True(SegmentName.TryParse(text, out var name));

        Assert.Equal((stream, period, sequence), (name.Stream, name.Period.ToString(), name.Sequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".log")]
    [InlineData("20261122.log")]
    [InlineData("app.log")]
    [InlineData("app20261122.log.seal")]
    [InlineData("app20261122.LOG")]
    [InlineData("app20261322.log")]
    [InlineData("app202611221.log")]
    [InlineData("app2026112224.log")]
    [InlineData("app20261122_1.log")]
    [InlineData("app20261122_000.log")]
    [InlineData("app20261122_0001.log")]
    [InlineData(".app20261122.log")]
    [InlineData("a/b20261122.log")]
    [InlineData("app２０２６1122.log")]
    public void OtherNamesAreNoSegments(string text) => Assert.False(SegmentName.TryParse(text, out _));

    [Fact]
    public void SegmentsAreOrderedByNumbersAndNotByText()
    {
        string[] inOrder =
        [
            "app20261121_1000.log",
            "app20261122.log",
            "app20261122_001.log",
            "app20261122_999.log",
            "app20261122_1000.log",
            "app2026112200.log",
            "app202611220000.log",
            "app2026112213.log",
            "app20261123.log",
            "bpp20261121.log",
        ];

        var names = inOrder.Reverse().Select(Some.Name).ToArray();
        Array.Sort(names);

        Assert.Equal(inOrder, names.Select(name => name.ToString()));
    }
}
