using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using LogPair.Processor.Parsing.Patterns;

namespace LogPair.Processor.Tests.Parsing.Patterns;

/// <summary>.NET's regular expressions say what a pattern means, with all of its groups.</summary>
public sealed class PatternOracleTests
{
    // The oracle goes back and forth, some patterns for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    // .NET has two engines, and each is wrong of some patterns: the usual one of loops that can take nothing, and of
    // (?i:[^ab]){2,}\b[^a] and "10.0.0.1 - x"; this one where a part that may be left out can never be. So no answer
    // is believed that the other one does not give as well.
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [Fact]
    public void APatternMatchesWhatItMatchesForDotNet()
    {
        Gen.Select(PatternGen.Pattern, PatternGen.Text.Array[4]).Sample(
            (text, lines) =>
            {
                var pattern = Pattern.TryCreate(text, PatternFlags.None, out var problem);
                if (problem?.Message.EndsWith("within one of the same name", StringComparison.Ordinal) is true) return;
                Assert.Null(problem);
                var parsed = PatternParser.Parse(text, PatternFlags.None, new PatternGroups(), out _);
                var isComparable = !RepeatsNothing(parsed);
                var hasEqualGroups = !NestsLoops(parsed, isInLoop: false);
                var usual = new Regex(text, RegexOptions.CultureInvariant, Patience);
                var linear = new Regex(text, Linear, Patience);
                foreach (var line in lines)
                {
                    if (Oracle(isComparable ? usual : linear, line) is not { } expected) continue;
                    if (isComparable && Oracle(linear, line)?.Split('|')[0] != expected.Split('|')[0]) continue;
                    if (!isComparable && !IsMatch(expected) && (HasImpossiblePart(text) || MayMatch(usual, line))) continue;
                    if (isComparable && hasEqualGroups) Assert.Equal(expected, Show(pattern!, line));
                    else if (isComparable) Assert.Equal(expected.Split('|')[0], Show(pattern!, line).Split('|')[0]);
                    else Assert.Equal(IsMatch(expected), IsMatch(Show(pattern!, line)));
                }
            },
            iter: 2_000);
    }

    [Fact]
    public void ARunThatMeetsAnEarlierOneWithinACharacterEndsBeforeTheCharacter() => Assert.Equal(
        "0:12b a", Show(Pattern.TryCreate(@".*\w*\W\x61", PatternFlags.None, out _)!, "12b a-日ab"));

    [Fact]
    public void LookingForALiteralFirstChangesNothing()
    {
        Gen.Select(PatternGen.Pattern, PatternGen.Text.Array[4]).Sample(
            (text, lines) =>
            {
                if (Pattern.TryCreate(text, PatternFlags.None, out _) is not { } pattern) return;
                foreach (var line in lines) Assert.Equal(Show(pattern.WithoutPrefilter(), line), Show(pattern, line));
            },
            iter: 2_000);
    }

    [Fact]
    public void AllWaysLeadToTheSameAnswerWhateverTheBytesAre() => Gen.Select(PatternGen.Pattern, PatternGen.Bytes.Array[4]).Sample(
        (text, lines) =>
        {
            if (Pattern.TryCreate(text, PatternFlags.None, out _) is not { } pattern) return;
            foreach (var line in lines) AssertAllWaysAgree(pattern, line);
        },
        iter: 2_000);

    [Fact]
    public void AnAutomatonOfManyLinesAnswersAsANewOneDoes()
    {
        // The same pattern reads many lines, so that states are found again and not only made.
        Gen.Select(PatternGen.Pattern, PatternGen.Bytes.Array[60]).Sample(
            (text, lines) =>
            {
                if (Pattern.TryCreate(text, PatternFlags.None, out _) is not { } pattern) return;
                foreach (var line in lines.Concat(lines)) AssertAllWaysAgree(pattern, line);
            },
            iter: 200);
    }

    [Fact]
    public void ManyThreadsShareAnAutomaton()
    {
        var grok = GrokExpander.Expand("%{COMBINEDAPACHELOG}", new Dictionary<string, string>(), out _, out _);
        var pattern = Pattern.TryCreate(grok, PatternFlags.ExplicitCapture, out _)!;
        var lines = Sample.Lines("nginx-combined.log").Concat(Sample.Lines("rsyslog-traditional.log")).ToArray();

        Parallel.For(0, 8, _ =>
        {
            foreach (var line in lines) AssertAllWaysAgree(pattern, line);
        });
    }

    // Both engines are wrong of some: no match of (?<z>a)(?:(?<z>\s)+|-{0})+ and "a".
    private static bool HasImpossiblePart(string pattern) => pattern.Contains("{0", StringComparison.Ordinal);

    private static bool IsMatch(string shown) => shown != nameof(MatchOutcome.NoMatch);

    /// <summary>Going back and forth without limit is what all else is measured by.</summary>
    internal static void AssertAllWaysAgree(Pattern pattern, byte[] text)
    {
        var expected = new int[pattern.Places];
        var outcome = pattern.Backtrack(text, expected, maxSteps: 50_000, out _);
        if (outcome == MatchOutcome.TooCostly) return;

        var places = new int[pattern.Places];
        Assert.Equal(outcome, pattern.Match(text, places));
        if (outcome == MatchOutcome.Match) Assert.Equal(expected, places);
        Assert.Equal(outcome, pattern.IsMatch(text));

        var byAutomaton = pattern.MatchByAutomaton(text, places, out var start);
        if (byAutomaton == MatchOutcome.TooCostly)
        {
            if (outcome == MatchOutcome.Match) Assert.InRange(start, 0, expected[0]);
        }
        else
        {
            Assert.Equal(outcome, byAutomaton);
            if (outcome == MatchOutcome.Match) Assert.Equal(expected, places);
        }

        byAutomaton = pattern.MatchByAutomaton(text, [], out _);
        if (byAutomaton != MatchOutcome.TooCostly) Assert.Equal(outcome, byAutomaton);
    }

    // Of a loop whose body can match nothing, .NET and others tell differently what took part in a match (.NET's own engines differ too).
    private static bool RepeatsNothing(PatternNode node) => node switch
    {
        RepeatNode repeat => repeat.Body.IsNullable || RepeatsNothing(repeat.Body),
        GroupNode group => RepeatsNothing(group.Body),
        SequenceNode sequence => sequence.Parts.Any(RepeatsNothing),
        ChoiceNode choice => choice.Choices.Any(RepeatsNothing),
        _ => false,
    };

    // Of a loop within a loop, .NET's usual engine may tell another turn than it should: of
    // \A((?:((?:[^é]){1,2})+){2}) and aaaaaaaaaaaaaaab it says that the second group took ab, Perl and we that it took b.
    private static bool NestsLoops(PatternNode node, bool isInLoop) => node switch
    {
        RepeatNode repeat => isInLoop || NestsLoops(repeat.Body, isInLoop: true),
        GroupNode group => NestsLoops(group.Body, isInLoop),
        SequenceNode sequence => sequence.Parts.Any(part => NestsLoops(part, isInLoop)),
        ChoiceNode choice => choice.Choices.Any(part => NestsLoops(part, isInLoop)),
        _ => false,
    };

    [Fact]
    public void TheLastTurnOfALoopInALoopIsWhatPerlSays() => Assert.Equal(
        "0:aaaaaaaaaaaaaaab|0:aaaaaaaaaaaaaaab|15:b",
        Show(Pattern.TryCreate(@"[^\s\d]?\A\P{L}{0}((?:((?:[^é]){1,2})+){2})", PatternFlags.None, out _)!, "aaaaaaaaaaaaaaab"));

    internal static string Show(Pattern pattern, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new int[pattern.Places];
        AssertAllWaysAgree(pattern, bytes);
        var outcome = pattern.Match(bytes, places);
        Assert.Equal(outcome, pattern.IsMatch(bytes));
        if (outcome != MatchOutcome.Match) return outcome.ToString();

        var groups = Enumerable.Range(0, places.Length / 2).Select(group => places[group * 2] < 0
            ? "-"
            : $"{places[group * 2]}:{Encoding.UTF8.GetString(bytes.AsSpan(places[group * 2]..places[(group * 2) + 1]))}");
        return string.Join('|', groups);
    }

    private static bool MayMatch(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static string? Oracle(Regex regex, string text)
    {
        Match match;
        try
        {
            match = regex.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }

        if (!match.Success) return nameof(MatchOutcome.NoMatch);

        return string.Join('|', match.Groups.Values.Select(group => group.Success
            ? $"{Encoding.UTF8.GetByteCount(text.AsSpan(0, group.Index))}:{group.Value}"
            : "-"));
    }
}
