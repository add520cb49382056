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

    // Growth and not time: doubling the text at most doubles the steps back and forth, so nothing grows faster than the text.
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

    // What takes a backtracking engine for ever, and what is far beyond the steps back and forth that are granted.
    [Theory]
    [InlineData("(a+)+$", "a", "!", "NoMatch")]
    [InlineData("(x*)*y", "x", "!", "NoMatch")]
    [InlineData("(.*a){20}b", "a", "!", "NoMatch")]
    [InlineData("(.*a){20}b.", "a", "bc", "Match")]
    [InlineData(".*.*.*=x", "=", "!", "NoMatch")]
    [InlineData("(a|aa)+$", "a", "", "Match")]
    [InlineData("(a|b)*a(a|b){12}x", "abaab", "y", "NoMatch")]
    [InlineData("(?:(\\w+) ?)+$", "é ", "x", "Match")]
    [InlineData("(\\S+) (\\S+) (\\S+)$", "a ", "b", "Match")]
    [InlineData("(?:(a+)+b|(?:a|ab)*c)+d", "ab", "d", "Match")]
    public void AMebibyteOfHostileTextIsAnswered(string text, string repeated, string end, string outcome)
    {
        var pattern = Pattern.TryCreate(text, PatternFlags.None, out _)!.WithoutPrefilter();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, (1 << 20) / repeated.Length)) + end);
        var places = new int[pattern.Places];

        Assert.Equal(outcome, $"{pattern.IsMatch(bytes)}");
        Assert.Equal(outcome, $"{pattern.Match(bytes, places)}");
        if (outcome == "Match") Assert.Equal(bytes.Length, places[1]);
    }

    [Fact]
    public void WhatWouldCostTooMuchIsSaidToDoSo()
    {
        var pattern = Pattern.TryCreate(TooCostly.Pattern, PatternFlags.None, out _)!;

        Assert.Equal(MatchOutcome.TooCostly, pattern.IsMatch(Encoding.UTF8.GetBytes(TooCostly.Text)));
    }

    [Fact]
    public void AnAutomatonThatIsFullIsGivenUpForANewOneOnceItHasReadEnough()
    {
        var pattern = Pattern.TryCreate(TooCostly.Pattern, PatternFlags.None, out _)!;
        var usual = new byte[1 << 20];
        usual.AsSpan().Fill((byte)'a');
        pattern.IsMatch(Encoding.UTF8.GetBytes(TooCostly.Text));
        Assert.Equal(MatchOutcome.TooCostly, pattern.MatchByAutomaton(usual, [], out _));

        for (var i = 0; i < 40; i++) pattern.MatchByAutomaton(usual, [], out _);

        Assert.Equal(MatchOutcome.NoMatch, pattern.MatchByAutomaton(usual, [], out _));
    }

    // The first goes straight through its line, the second many ways; the others end in an automaton: with places, and without.
    [Theory]
    [InlineData("(?<a>\\S+) (?<b>[^ ]*é?)$", "GET /café/ü", 13)]
    [InlineData("((a|b|ab)+ ?)+$", "abba abab ababab bababababab abababababababab ababababab", 56)]
    [InlineData("(?:(?:a|ab|b)*)*c$", "abbabababbabababababababababababababababababababababababababababababc", 69)]
    [InlineData("(?:\\w|\\s|é)*\\bü$", "aé日abaé日aéa日éaéaé日éaéaéa日éaéaéaéaéa日éaéaéa日éaéaéa日éaéaéa日éaéaéaéaéaéaéaéaéaéa ü", 131)]
    public void MatchingAllocatesNothing(string pattern, string line, int end)
    {
        var compiled = Pattern.TryCreate(pattern, PatternFlags.None, out _)!;
        var text = Encoding.UTF8.GetBytes(line);
        var places = new int[compiled.Places];
        Match(20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Match(1_000);

        // Not zero: the runtime itself may allocate once while it compiles the loop anew.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_999);
        Assert.Equal((0, end), (places[0], places[1]));

        void Match(int times)
        {
            for (var i = 0; i < times; i++)
            {
                compiled.Match(text, places);
                compiled.IsMatch(text);
            }
        }
    }

    // A character is either of the four or has no case within ASCII: what sets that ignore case rely on.
    [Fact]
    public void SetsThatIgnoreCaseKnowEveryCharacterOfTheirs()
    {
        string[] sets = ["(?i:k)", "(?i:[a-z])", "(?i:[^a-jl-z])", "(?i:i)", "(?i:[^s])"];
        foreach (var text in sets)
        {
            var pattern = Pattern.TryCreate($"^{text}$", PatternFlags.None, out _)!;
            var oracle = new System.Text.RegularExpressions.Regex($"^{text}$", System.Text.RegularExpressions.RegexOptions.CultureInvariant);
            for (var value = 0x80; value < 0x10000; value++)
            {
                if (!Rune.TryCreate(value, out var rune) || value is 0x130 or 0x131) continue;

                Assert.Equal((text, rune, oracle.IsMatch(rune.ToString())), (text, rune, pattern.IsMatch(Encoding.UTF8.GetBytes(rune.ToString())) == MatchOutcome.Match));
            }
        }
    }

    private static long Steps(Pattern pattern, string repeated, int times, string end)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, times)) + end);
        pattern.Backtrack(text, new int[pattern.Places], long.MaxValue, out var steps);
        return steps;
    }
}
