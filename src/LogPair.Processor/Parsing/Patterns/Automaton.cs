using System.Diagnostics.CodeAnalysis;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>
/// Reads a text from its end and knows at each place which steps of a program lead to a match from there.
/// </summary>
/// <remarks>
/// A deterministic automaton that is made as it is needed and kept for the next text, up to a limit. Any thread may use
/// it: states are made one at a time and published whole. Source of the idea: A. Frisch, L. Cardelli, Greedy Regular
/// Expression Matching, 2004.
/// </remarks>
internal sealed class Automaton
{
    /// <summary>Most memory for states. A pattern for access logs needs a quarter of it.</summary>
    private const long MaxBytes = 512 * 1024;

    // What a state takes besides its arrays, roughly.
    private const int StateBytes = 200;

    // Making states looks at all steps each time: some ten milliseconds in all.
    private const long MaxLooks = 2_000_000;

    // Reading so much takes several times as long as filling it.
    private const long WornBytes = 32L * 1024 * 1024;

    private const int MaxStates = ushort.MaxValue;

    private readonly AutomatonProgram _program;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<AutomatonState>> _byHash = [];

    // Of a state being made.
    private readonly ulong[] _next;

    // By number; _count of them.
    private AutomatonState[] _states = new AutomatonState[16];
    private int _count;
    private long _bytes;
    private long _looks;

    public Automaton(AutomatonProgram program)
    {
        _program = program;
        _next = new ulong[program.Words];
        End = Make([.. _next], PlaceContext.Edge, isStartBehind: false);
    }

    public AutomatonProgram Program => _program;

    /// <summary>The state at the end of a text.</summary>
    public AutomatonState End { get; }

    /// <summary>Whether no further state may be made.</summary>
    public bool IsFull => _bytes > MaxBytes || _looks > MaxLooks || _count == MaxStates;

    /// <summary>Whether it is full, and has read so much text that making a new one is a small part of that.</summary>
    public bool IsWorn => IsFull && BytesRead > WornBytes;

    /// <summary>Bytes of text that were read with it, roughly: threads may overwrite each other's number.</summary>
    public long BytesRead { get; set; }

    public AutomatonState this[int id] => Volatile.Read(ref _states)[id];

    /// <summary>The state before a character.</summary>
    /// <returns>False if it would have to be made and the automaton is full.</returns>
    public bool TryStep(AutomatonState state, int characterClass, [NotNullWhen(true)] out AutomatonState? before)
    {
        before = Volatile.Read(ref state.Before[characterClass]);
        if (before is not null) return true;

        lock (_gate)
        {
            before = state.Before[characterClass];
            if (before is null && !IsFull)
            {
                before = Step(state, characterClass);
                Volatile.Write(ref state.Before[characterClass], before);
            }
        }

        return before is not null;
    }

    /// <summary>The steps from which there is a way to a match.</summary>
    public ulong[] Viable(AutomatonState state, PlaceContext before)
    {
        if (!_program.LooksBack) before = PlaceContext.Other;
        if (Volatile.Read(ref state.Viable[(int)before]) is { } known) return known;

        lock (_gate)
        {
            return state.Viable[(int)before] ?? Close(state, before);
        }
    }

    private AutomatonState Step(AutomatonState state, int characterClass)
    {
        var context = _program.Classes.Context(characterClass);
        var viable = Viable(state, context);
        if (context == PlaceContext.LineFeed && state == End) context = PlaceContext.LastLineFeed;
        Array.Clear(_next);
        foreach (var index in _program.Taking)
        {
            var step = _program.Steps[index];
            if (Has(viable, step.After(index)) && _program.Classes.Passes(characterClass, step.Test))
                _next[index >> 6] |= 1UL << index;
        }

        _looks += _program.Taking.Length;
        return Find(_next, context, Has(viable, _program.Start));
    }

    private AutomatonState Find(ulong[] taking, PlaceContext after, bool isStartBehind)
    {
        var hash = new HashCode();
        foreach (var word in taking) hash.Add(word);
        hash.Add(after);
        hash.Add(isStartBehind);
        var key = hash.ToHashCode();
        if (!_byHash.TryGetValue(key, out var same)) _byHash.Add(key, same = []);
        foreach (var state in same)
        {
            // The state at the end is like no other, since a line feed before it is the last one.
            if (state != End && state.Has(taking, after, isStartBehind)) return state;
        }

        var made = Make([.. taking], after, isStartBehind);
        same.Add(made);
        return made;
    }

    private AutomatonState Make(ulong[] taking, PlaceContext after, bool isStartBehind)
    {
        var state = new AutomatonState(taking, after, isStartBehind, _program.Classes.Capacity) { Id = _count };
        _bytes += StateBytes + (8L * (taking.Length + state.Before.Length));
        if (_count == _states.Length)
        {
            var grown = new AutomatonState[_count * 2];
            _states.CopyTo(grown, 0);
            Volatile.Write(ref _states, grown);
        }

        Volatile.Write(ref _states[_count++], state);
        return state;
    }

    private ulong[] Close(AutomatonState state, PlaceContext before)
    {
        ulong[] viable = [.. state.Taking];
        while (Pass(viable, before, state.After) && _program.HasCircle)
        {
        }

        _bytes += 8L * viable.Length;
        Volatile.Write(ref state.Viable[(int)before], viable);
        return viable;
    }

    private bool Pass(ulong[] viable, PlaceContext before, PlaceContext after)
    {
        var hasChanged = false;
        foreach (var index in _program.Order)
        {
            if (Has(viable, index) || !IsViable(_program.Steps[index], viable, before, after)) continue;

            viable[index >> 6] |= 1UL << index;
            hasChanged = true;
        }

        _looks += _program.Order.Length;
        return hasChanged;
    }

    private static bool IsViable(in AutomatonStep step, ulong[] viable, PlaceContext before, PlaceContext after) =>
        step.Kind switch
        {
            InstructionKind.Match => true,
            InstructionKind.Assert => Has(viable, step.Next) && PlaceContexts.Is(step.Assertion, before, after),
            _ => Has(viable, step.Next) || Has(viable, step.Otherwise),
        };

    private static bool Has(ulong[] steps, int index) => (steps[index >> 6] >> index & 1) != 0;
}
