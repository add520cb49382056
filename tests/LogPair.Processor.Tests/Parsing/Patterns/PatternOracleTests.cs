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

    // Its usual engine answers wrongly, or never, for loops that can take nothing.
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
                var isComparable = !RepeatsNothing(PatternParser.Parse(text, PatternFlags.None, new PatternGroups(), out _));
                var oracle = new Regex(text, isComparable ? RegexOptions.CultureInvariant : Linear, Patience);
                foreach (var line in lines)
                {
                    if (Oracle(oracle, line) is not { } expected) continue;
                    if (isComparable) Assert.Equal(expected, Show(pattern!, line));
                    else Assert.Equal(expected == nameof(MatchOutcome.NoMatch), Show(pattern!, line) == nameof(MatchOutcome.NoMatch));
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

    // Of a loop whose body can match nothing, .NET and others tell differently what took part in a match (.NET's own engines differ too).
    private static bool RepeatsNothing(PatternNode node) => node switch
    {
        RepeatNode repeat => repeat.Body.IsNullable || RepeatsNothing(repeat.Body),
        GroupNode group => RepeatsNothing(group.Body),
        SequenceNode sequence => sequence.Parts.Any(RepeatsNothing),
        ChoiceNode choice => choice.Choices.Any(RepeatsNothing),
        _ => false,
    };

    internal static string Show(Pattern pattern, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new int[pattern.Places];
        var outcome = pattern.Match(bytes, places);
        Assert.Equal(outcome, pattern.IsMatch(bytes));
        if (outcome != MatchOutcome.Match) return outcome.ToString();

        var groups = Enumerable.Range(0, places.Length / 2).Select(group => places[group * 2] < 0
            ? "-"
            : $"{places[group * 2]}:{Encoding.UTF8.GetString(bytes.AsSpan(places[group * 2]..places[(group * 2) + 1]))}");
        return string.Join('|', groups);
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
