using System.Text;
using LogPair.Processor.Parsing.Patterns;

namespace LogPair.Processor.Tests.Parsing.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData("(a)\\1", 3, "references back to a group are not possible: they cannot be matched in linear time")]
    [InlineData("a(?=b)", 1, "looking ahead or behind is not possible: it cannot be matched in linear time")]
    [InlineData("a(?<!b)", 1, "looking ahead or behind is not possible: it cannot be matched in linear time")]
    [InlineData("(?>a)", 0, "atomic groups are not possible, and not needed: no pattern takes more than linear time here")]
    [InlineData("a++", 1, "possessive quantifiers are not possible, and not needed here")]
    [InlineData("(a", 0, "this ( has no )")]
    [InlineData("a)", 1, "this ) has no (")]
    [InlineData("[a", 0, "this [ has no ]")]
    [InlineData("*a", 0, "there is nothing for * to repeat")]
    [InlineData("[b-a]", 1, "this range ends before it begins")]
    [InlineData("a{2,1}", 1, "the larger count stands first")]
    [InlineData("(?<1>a)", 0, "this group has no proper name")]
    [InlineData("(((a{999}){999}){999}){999}", 0, "the pattern is too large: it has more than 20000 steps")]
    public void AMistakeIsNamedWithItsPlace(string pattern, int at, string message)
    {
        Assert.Null(Pattern.TryCreate(pattern, PatternFlags.None, out var problem));
        Assert.Equal((at, message), (problem!.At, problem.Message));
    }

    // Growth and not time: doubling the text at most doubles the steps, so nothing grows faster than the text.
    [Theory]
    [InlineData("(a+)+$", "a", "b")]
    [InlineData("(x*)*y", "x", "")]
    [InlineData("(a|aa)+$", "a", "b")]
    [InlineData("(.*a){12}b", "a", "")]
    [InlineData("(a?){20}a{20}$", "a", "b")]
    [InlineData("(\\w+\\s?)+$", "ab ", "!")]
    [InlineData(".*.*.*.*=x", "=ab", "")]
    public void StepsGrowNoFasterThanTheText(string text, string repeated, string end)
    {
        var pattern = Pattern.TryCreate(text, PatternFlags.None, out _)!;

        var steps = Steps(pattern, repeated, 1_000, end);
        var twice = Steps(pattern, repeated, 2_000, end);

        Assert.InRange(twice, steps, (long)(steps * 2.1) + 1_000);
    }

    [Fact]
    public void WhatWouldCostTooMuchIsSaidToDoSo()
    {
        var pattern = Pattern.TryCreate("(.*a){20}b.", PatternFlags.None, out _)!;
        var text = Encoding.UTF8.GetBytes(new string('a', 1 << 20) + "b");

        Assert.Equal(MatchOutcome.TooCostly, pattern.Match(text, []));
    }

    [Fact]
    public void MatchingAllocatesNothing()
    {
        var pattern = Pattern.TryCreate("(?<a>\\S+) (?<b>[^ ]*é?)$", PatternFlags.None, out _)!;
        var text = "GET /café/ü"u8.ToArray();
        var places = new int[pattern.Places];
        pattern.Match(text, places);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) pattern.Match(text, places);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal([0, text.Length, 0, 3, 4, text.Length], places);
    }

    private static long Steps(Pattern pattern, string repeated, int times, string end)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, times)) + end);
        pattern.Match(text, new int[pattern.Places], out var steps);
        return steps;
    }
}
