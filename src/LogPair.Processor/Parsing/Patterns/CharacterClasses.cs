using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Characters that a pattern cannot tell apart have one number.</summary>
/// <remarks>
/// Those of ASCII are known from the start, others are found as they come. Any thread may use it: what was found is
/// published whole.
/// </remarks>
internal sealed class CharacterClasses
{
    // A pattern names few kinds of characters beyond ASCII, however long it is.
    private const int MaxBeyondAscii = 32;

    private const int RememberedRunes = 1024;
    private const long ClassMask = 0xFFFF;

    private readonly CharacterTest[] _tests;

    // Tests whose answer differs between characters beyond ASCII, and the answers of the others there.
    private readonly int[] _beyondAscii;
    private readonly ulong[] _passedBeyondAscii;
    private readonly RuneSet _inWord = new(RuneClasses.IsInWord, beyondAscii: null);
    private readonly bool _asksForLineFeeds;
    private readonly bool _asksForWords;
    private readonly bool _isUniformBeyondAscii;
    private readonly Lock _gate = new();

    // The tests that a character has passed, while its class is looked for.
    private readonly ulong[] _found;

    // By class; _count of them.
    private readonly ulong[][] _passed;
    private readonly PlaceContext[] _contexts;
    private int _count;

    private readonly byte[] _ascii = new byte[128];

    // A character and its class each, wherever the character falls; 0 for none.
    private readonly long[] _runes;

    /// <param name="tests">What the pattern asks of characters.</param>
    /// <param name="assertions">What it asks of places.</param>
    public CharacterClasses(CharacterTest[] tests, IReadOnlyCollection<AssertionKind> assertions)
    {
        _tests = tests;
        _asksForLineFeeds = assertions.Any(PlaceContexts.AsksForLineFeeds);
        _asksForWords = assertions.Any(PlaceContexts.AsksForWords);
        _beyondAscii = [.. Enumerable.Range(0, tests.Length).Where(i => tests[i].BeyondAscii is null)];
        _passedBeyondAscii = new ulong[(tests.Length >> 6) + 1];
        for (var i = 0; i < tests.Length; i++)
        {
            if (tests[i].BeyondAscii is true) _passedBeyondAscii[i >> 6] |= 1UL << i;
        }

        _isUniformBeyondAscii = !_asksForWords && _beyondAscii.Length == 0;
        _found = new ulong[_passedBeyondAscii.Length];
        _passed = new ulong[_ascii.Length + MaxBeyondAscii][];
        _contexts = new PlaceContext[_passed.Length];
        for (var i = 0; i < _ascii.Length; i++) _ascii[i] = (byte)Find(new Rune(i), isValid: true);
        Capacity = _count + MaxBeyondAscii;
        _runes = _isUniformBeyondAscii ? [] : new long[RememberedRunes];
        if (_isUniformBeyondAscii) BeyondAscii = Find(Rune.ReplacementChar, isValid: true);
    }

    /// <summary>One more than the greatest number that a class can have.</summary>
    public int Capacity { get; }

    /// <summary>By character.</summary>
    public ReadOnlySpan<byte> Ascii => _ascii;

    private int BeyondAscii { get; }

    public PlaceContext Context(int number) => _contexts[number];

    /// <summary>Whether the characters of a class pass a test.</summary>
    public bool Passes(int number, int test) => (_passed[number][test >> 6] >> test & 1) != 0;

    /// <summary>The class of a character beyond ASCII; -1 if there would be too many.</summary>
    /// <param name="rune">As <see cref="Utf8Runes"/> tells it.</param>
    /// <param name="length">Of its bytes; 1 for a byte that belongs to no character.</param>
    /// <param name="tests">Grows by the tests that had to be made because the character was not remembered.</param>
    public int Find(Rune rune, int length, ref int tests)
    {
        if (_isUniformBeyondAscii) return BeyondAscii;

        var key = length == 1 ? -1 : rune.Value;
        ref var remembered = ref _runes[key & (RememberedRunes - 1)];
        var known = Volatile.Read(ref remembered);
        if (known != 0 && known >> 16 == key + 2L) return (int)(known & ClassMask);

        tests += 1 + _beyondAscii.Length;
        lock (_gate)
        {
            var number = Find(rune, isValid: length > 1);
            if (number >= 0) Volatile.Write(ref remembered, ((key + 2L) << 16) | (uint)number);
            return number;
        }
    }

    private int Find(Rune rune, bool isValid)
    {
        Array.Clear(_found);
        if (rune.IsAscii)
        {
            for (var i = 0; i < _tests.Length; i++) Test(i, rune, isValid);
        }
        else
        {
            _passedBeyondAscii.CopyTo(_found, 0);
            foreach (var i in _beyondAscii) Test(i, rune, isValid);
        }

        var context = _asksForLineFeeds && rune.Value == '\n' ? PlaceContext.LineFeed
            : _asksForWords && _inWord.Contains(rune) ? PlaceContext.Word
            : PlaceContext.Other;
        for (var number = 0; number < _count; number++)
        {
            if (_contexts[number] == context && _found.AsSpan().SequenceEqual(_passed[number])) return number;
        }

        if (Capacity > 0 && _count == Capacity) return -1;

        _passed[_count] = [.. _found];
        _contexts[_count] = context;
        return _count++;
    }

    private void Test(int test, Rune rune, bool isValid)
    {
        if (_tests[test].Passes(rune, isValid)) _found[test >> 6] |= 1UL << test;
    }
}
