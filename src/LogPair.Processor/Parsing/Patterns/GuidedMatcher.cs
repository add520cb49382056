using System.Diagnostics;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>
/// Finds a match in two passes: back from the end of a text, and forth along a way that is known to lead there.
/// </summary>
/// <remarks>
/// The first pass notes for each place the state of the automaton. The second takes at each split the way that is to be
/// tried first, of those that lead to a match: the way that a backtracking engine takes in the end. Time is linear in
/// the text, and a character costs nanoseconds in either pass.
/// </remarks>
internal ref struct GuidedMatcher
{
    // Some ten milliseconds for a text in which no two characters are the same.
    private const int MaxTests = 500_000;

    private readonly Automaton _automaton;
    private readonly AutomatonProgram _program;
    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<ushort> _trail;

    /// <param name="automaton">Of the pattern.</param>
    /// <param name="text">Where to look.</param>
    /// <param name="trail">One more than the text has bytes, or none if no way will be taken.</param>
    public GuidedMatcher(Automaton automaton, ReadOnlySpan<byte> text, Span<ushort> trail)
    {
        _automaton = automaton;
        _program = automaton.Program;
        _text = text;
        _trail = trail;
    }

    /// <summary>Reads the text from its end.</summary>
    /// <param name="stopsAtAny">Whether any match will do, and not only the leftmost.</param>
    /// <param name="start">Where the match begins; -1 if there is none.</param>
    /// <returns>False if it would cost too much, so that there is no answer.</returns>
    public readonly bool TryFindStart(bool stopsAtAny, out int start)
    {
        start = -1;
        var classes = _program.Classes;
        var ascii = classes.Ascii;
        var state = _automaton.End;
        var at = _text.Length;
        var tests = 0;
        while (at > 0)
        {
            if (!_trail.IsEmpty) _trail[at] = (ushort)state.Id;
            var length = 1;
            var last = _text[at - 1];
            int characterClass;
            if (last < 128)
            {
                characterClass = ascii[last];
            }
            else
            {
                length = Utf8Runes.Before(_text, at, out var rune);
                characterClass = classes.Find(rune, length, ref tests);
                if (characterClass < 0 || tests > MaxTests) return false;
            }

            if (!_automaton.TryStep(state, characterClass, out state)) return false;
            if (state.IsStartBehind)
            {
                start = at;
                if (stopsAtAny) return true;
            }

            at -= length;
        }

        if (!_trail.IsEmpty) _trail[0] = (ushort)state.Id;
        if (Has(_automaton.Viable(state, PlaceContext.Edge), _program.Start)) start = 0;
        return true;
    }

    /// <summary>Takes the way of a match.</summary>
    /// <remarks>Only for programs that have no circle, and after the start was found with a trail.</remarks>
    /// <param name="start">Where the match begins.</param>
    /// <param name="places">As many as the program has slots.</param>
    /// <returns>Where it ends.</returns>
    public readonly int Walk(int start, Span<int> places)
    {
        var steps = _program.Steps;
        var index = _program.Start;
        var at = start;
        while (true)
        {
            ref readonly var step = ref steps[index];
            switch (step.Kind)
            {
                case InstructionKind.Match:
                    return at;
                case InstructionKind.Set:
                    at += LengthAt(at);
                    break;
                case InstructionKind.Run:
                    while (Has(_automaton[_trail[at]].Taking, index)) at += LengthAt(at);
                    break;
                case InstructionKind.Save:
                    places[step.Slot] = at;
                    break;
                case InstructionKind.Split:
                    index = Has(_automaton.Viable(_automaton[_trail[at]], ContextBefore(at)), step.Next)
                        ? step.Next
                        : step.Otherwise;
                    continue;
                case InstructionKind.Assert:
                    break;
                default:
                    throw new UnreachableException();
            }

            index = step.Next;
        }
    }

    private readonly int LengthAt(int at) => _text[at] < 128 ? 1 : Utf8Runes.At(_text, at, out _);

    private readonly PlaceContext ContextBefore(int at)
    {
        if (!_program.LooksBack) return PlaceContext.Other;
        if (at == 0) return PlaceContext.Edge;

        var last = _text[at - 1];
        if (last < 128) return _program.Classes.Context(_program.Classes.Ascii[last]);

        var length = Utf8Runes.Before(_text, at, out var rune);
        var tests = 0;
        return _program.Classes.Context(_program.Classes.Find(rune, length, ref tests));
    }

    private static bool Has(ulong[] steps, int index) => (steps[index >> 6] >> index & 1) != 0;
}
