using System.Diagnostics;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Takes the steps of a program along a text, and goes back where they lead nowhere.</summary>
/// <remarks>
/// Each step that can go two ways remembers where in the text it was tried: a second visit can find no more than the first,
/// so every step is taken at most once a place, and time is linear in the text. The way is the one that a backtracking
/// engine takes, since only ways that have failed are cut off. Source of the idea: R. Cox, Regular Expression Matching in
/// the Wild, 2010 (the bounded backtracker of RE2).
/// </remarks>
internal ref struct PatternMatcher
{
    private const int FirstPiece = 32;

    private readonly PatternProgram _program;
    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<int> _places;
    private readonly MatchSpace _space;
    private readonly long _maxSteps;
    private long _steps;
    private bool _isTooCostly;

    /// <param name="program">What to look for.</param>
    /// <param name="text">Where.</param>
    /// <param name="places">Filled with -1; as many as the program has slots, or none if nobody asks for them.</param>
    /// <param name="space">Begun for this text.</param>
    /// <param name="maxSteps">More are too costly.</param>
    public PatternMatcher(
        PatternProgram program, ReadOnlySpan<byte> text, Span<int> places, MatchSpace space, long maxSteps)
    {
        _program = program;
        _text = text;
        _places = places;
        _space = space;
        _maxSteps = maxSteps;
    }

    /// <summary>How many steps were taken so far.</summary>
    public readonly long Steps => _steps;

    /// <summary>Tries the pattern at one place. What failed there is not tried again by the next call.</summary>
    /// <param name="start">Bytes before the place.</param>
    /// <param name="end">Bytes before the end of the match, if there is one.</param>
    public MatchOutcome MatchAt(int start, out int end)
    {
        end = start;
        var found = Run(ref end);
        return _isTooCostly ? MatchOutcome.TooCostly : found ? MatchOutcome.Match : MatchOutcome.NoMatch;
    }

    private bool Run(ref int at)
    {
        var index = _program.Start;
        while (!_isTooCostly)
        {
            var step = _program.Instructions[index];
            if (step.Kind == InstructionKind.Match) return true;
            if (++_steps > _maxSteps) _isTooCostly = true;

            if (TryStep(step, index, ref at, out var next)) index = next;
            else if (!TryGoBack(ref index, ref at)) return false;
        }

        return false;
    }

    private bool TryStep(Instruction step, int index, ref int at, out int next)
    {
        next = step.Next;
        switch (step.Kind)
        {
            case InstructionKind.Literal:
                if (!_text[at..].StartsWith(step.Literal)) return false;
                at += step.Literal.Length;
                return true;
            case InstructionKind.Set:
                return step.Set!.TryPass(_text, ref at);
            case InstructionKind.Run:
                return TryRun(step, index, ref at);
            case InstructionKind.Split:
                return TrySplit(step, ref at, out next);
            case InstructionKind.Save:
                Save(step.Slot, at);
                return true;
            case InstructionKind.Assert:
                return TextPlace.Is(step.Assertion, _text, at);
            default:
                throw new UnreachableException();
        }
    }

    private readonly long Bit(Instruction step, int at) => (step.Memo * (_text.Length + 1L)) + at;

    // Wherever the run comes along, it has been tried from there too.
    private bool TryRun(Instruction step, int index, ref int at)
    {
        var least = at;
        if (!_space.TryVisit(Bit(step, at))) return false;

        var isWhole = Advance(step, ref at);
        _steps += (at - least) >> 4;
        if (step.IsFinal && isWhole) return step.NextStarts!.StartsAt(_text, at);
        if (at > least) Push(new PendingStep(index, at, least));
        return true;
    }

    // Looks ahead in growing pieces, since a run that meets an earlier one ends there: false, and it may have to be gone back in.
    private readonly bool Advance(Instruction step, ref int at)
    {
        for (var piece = FirstPiece; ; piece *= 2)
        {
            var limit = Math.Min(piece, _text.Length - at);
            var run = step.Set!.EndOfRun(_text, at, at + limit) - at;
            var passed = _space.Visit(Bit(step, at) + 1, run);
            at += passed;
            if (passed < run)
            {
                // It ends one byte before the place that was tried, which may be within a character.
                while (Utf8Runes.IsWithin(_text, at)) at--;
                return false;
            }

            if (run < limit || at == _text.Length) return true;
        }
    }

    private bool TrySplit(Instruction step, ref int at, out int next)
    {
        next = step.Next;
        if (!_space.TryVisit(Bit(step, at))) return false;
        if (step.NextStarts?.StartsAt(_text, at) is false)
        {
            next = step.Otherwise;
            return step.OtherwiseStarts?.StartsAt(_text, at) is not false;
        }

        if (step.OtherwiseStarts?.StartsAt(_text, at) is not false) Push(new PendingStep(step.Otherwise, at, at));
        return true;
    }

    private void Save(int slot, int at)
    {
        if (_places.IsEmpty) return;

        Push(new PendingStep(~slot, _places[slot], 0));
        _places[slot] = at;
    }

    private void Push(PendingStep pending)
    {
        if (!_space.TryPush(pending)) _isTooCostly = true;
    }

    private bool TryGoBack(ref int index, ref int at)
    {
        while (_space.TryPop(out var pending))
        {
            if (pending.Instruction < 0)
            {
                _places[~pending.Instruction] = pending.At;
                continue;
            }

            (index, at) = (pending.Instruction, pending.At);
            var step = _program.Instructions[index];
            if (step.Kind != InstructionKind.Run || pending.Least == at) return true;

            at -= Utf8Runes.Before(_text, at, out _);
            if (at > pending.Least) Push(pending with { At = at });
            index = step.Next;
            return true;
        }

        return false;
    }
}
