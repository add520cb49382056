using System.Buffers;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A regular expression on UTF-8 bytes that takes linear time on any text and allocates nothing.</summary>
/// <remarks>
/// Means what it means to .NET's <see cref="System.Text.RegularExpressions.Regex"/> with CultureInvariant, except that
/// characters beyond the basic plane are one character, and that what needs more than linear time is refused.
/// Any thread may use it. Two ways lead to the same answer. Going back and forth is the quickest for patterns that go
/// straight through a line, so it is given some steps first. An automaton answers for all that would take more; it takes
/// nanoseconds for a byte, whatever the line. What it cannot tell (groups, if a loop can match nothing; more kinds of
/// places than it may remember) is left to going back and forth again, within <see cref="MatchSpace.MaxSteps"/>.
/// </remarks>
internal sealed class Pattern
{
    /// <summary>Longest pattern in characters; grok's are expanded before.</summary>
    public const int MaxLength = 100_000;

    private readonly PatternProgram _program;
    private readonly byte[] _needed;
    private readonly SearchValues<byte>? _starts;
    private readonly bool _isAnchored;
    private readonly Shortcut _shortcut = new();
    private Automaton? _automaton;

    private Pattern(PatternProgram program, PatternGroups groups, byte[] needed)
    {
        _program = program;
        Groups = groups;
        _needed = needed;
        _starts = StartBytes.Of(program);
        _isAnchored = StartBytes.IsAnchored(program);
    }

    public PatternGroups Groups { get; }

    /// <summary>How many places a match is told by: start and end of the whole and of every group.</summary>
    public int Places => _program.Slots + 2;

    /// <returns>Null, with what is wrong, if there is no such pattern.</returns>
    public static Pattern? TryCreate(string text, PatternFlags flags, out PatternProblem? problem)
    {
        problem = text.Length > MaxLength ? new PatternProblem(0, $"the pattern is longer than {MaxLength} characters", "") : null;
        if (problem is not null) return null;

        var groups = new PatternGroups();
        var tree = PatternParser.Parse(text, flags, groups, out problem);
        if (problem is not null) return null;

        if (PatternCompiler.Compile(tree, groups) is { } program) return new Pattern(program, groups, NeededLiteral.In(tree));

        problem = new PatternProblem(0, $"the pattern is too large: it has more than {PatternCompiler.MaxInstructions} steps",
            "Counts such as {1,500} make one step for each time; write * or + instead.");
        return null;
    }

    /// <summary>The same pattern that looks for no literal first. For comparison in tests.</summary>
    public Pattern WithoutPrefilter() => new(_program, Groups, []);

    public MatchOutcome IsMatch(ReadOnlySpan<byte> text) => Match(text, []);

    /// <summary>Finds the leftmost match.</summary>
    /// <param name="text">Any bytes; those that are no UTF-8 are U+FFFD each.</param>
    /// <param name="places">
    /// <see cref="Places"/> of them, or none: start and end of the match in bytes, then of each group by its number; -1 for a
    /// group that took no part.
    /// </param>
    public MatchOutcome Match(ReadOnlySpan<byte> text, Span<int> places)
    {
        if (_needed.Length > 0 && text.IndexOf(_needed) < 0) return MatchOutcome.NoMatch;

        if ((text.Length + 1L) * _program.Memos <= MatchSpace.KeptBits && _shortcut.IsWorthTrying)
        {
            var quick = Backtrack(text, places, Shortcut.MaxSteps, out _);
            _shortcut.Note(quick != MatchOutcome.TooCostly);
            if (quick != MatchOutcome.TooCostly) return quick;
        }

        var outcome = MatchByAutomaton(text, places, out var start);
        return outcome == MatchOutcome.TooCostly ? Backtrack(text, places, MatchSpace.MaxSteps, out _, start) : outcome;
    }

    /// <summary>As <see cref="Match"/>, by going back and forth alone.</summary>
    /// <param name="text">As there.</param>
    /// <param name="places">As there.</param>
    /// <param name="maxSteps">More are too costly.</param>
    /// <param name="steps">What it took.</param>
    /// <param name="from">Where to begin to look, in bytes.</param>
    public MatchOutcome Backtrack(ReadOnlySpan<byte> text, Span<int> places, long maxSteps, out long steps, int from = 0)
    {
        steps = 0;
        var space = MatchSpace.Own;
        if (!space.TryBegin((text.Length + 1L) * _program.Memos)) return MatchOutcome.TooCostly;

        places.Fill(-1);
        var matcher = new PatternMatcher(_program, text, places.IsEmpty ? places : places[2..], space, maxSteps);
        var outcome = Search(ref matcher, text, places, from);
        steps = matcher.Steps;
        space.End();
        return outcome;
    }

    /// <summary>As <see cref="Match"/>, by an automaton alone.</summary>
    /// <param name="text">As there.</param>
    /// <param name="places">As there.</param>
    /// <param name="start">Before it there is no match, whatever the outcome.</param>
    /// <returns>Too costly if the automaton is full, or if it cannot tell the places.</returns>
    public MatchOutcome MatchByAutomaton(ReadOnlySpan<byte> text, Span<int> places, out int start)
    {
        start = 0;
        if (text.Length > MatchSpace.MaxTrail) return MatchOutcome.TooCostly;

        var automaton = Automaton();
        var space = MatchSpace.Own;
        var hasWay = !places.IsEmpty && !automaton.Program.HasCircle;
        var matcher = new GuidedMatcher(automaton, text, hasWay ? space.Trail(text.Length + 1) : []);
        var outcome = MatchOutcome.TooCostly;
        if (matcher.TryFindStart(stopsAtAny: places.IsEmpty, out var found))
        {
            start = Math.Max(found, 0);
            if (found < 0) outcome = MatchOutcome.NoMatch;
            else if (hasWay || places.IsEmpty) outcome = MatchOutcome.Match;
        }

        if (outcome != MatchOutcome.TooCostly) places.Fill(-1);
        if (outcome == MatchOutcome.Match && hasWay) (places[0], places[1]) = (start, matcher.Walk(start, places[2..]));
        automaton.BytesRead += text.Length;
        space.End();
        return outcome;
    }

    // One that is full is given up for a new one, if that is paid for by the text that it has read.
    private Automaton Automaton()
    {
        var automaton = Volatile.Read(ref _automaton);
        if (automaton is { IsWorn: false }) return automaton;

        automaton = new Automaton(automaton?.Program ?? new AutomatonProgram(_program));
        Volatile.Write(ref _automaton, automaton);
        return automaton;
    }

    private MatchOutcome Search(ref PatternMatcher matcher, ReadOnlySpan<byte> text, Span<int> places, int from)
    {
        for (var start = from; start <= text.Length; start++)
        {
            if (!_isAnchored && !TryFindStart(text, ref start)) return MatchOutcome.NoMatch;

            var outcome = matcher.MatchAt(start, out var end);
            if (outcome == MatchOutcome.Match && !places.IsEmpty) (places[0], places[1]) = (start, end);
            if (outcome != MatchOutcome.NoMatch || _isAnchored) return outcome;
        }

        return MatchOutcome.NoMatch;
    }

    // The next place from start on that is not within a character, and where a match can begin.
    private bool TryFindStart(ReadOnlySpan<byte> text, ref int start)
    {
        do
        {
            if (_starts is not null)
            {
                var skipped = text[start..].IndexOfAny(_starts);
                if (skipped < 0) return false;
                start += skipped;
            }

            if (!Utf8Runes.IsWithin(text, start)) return true;
        }
        while (++start <= text.Length);

        return false;
    }
}
