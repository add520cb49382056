using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Parsing.Shapes;

/// <summary>
/// Values that come again and again at one place of a shape, such as a message template or the name of a logger: to
/// compare all of one costs less than to look for its end and to check what is in it.
/// </summary>
/// <remarks>
/// A few at a time, in bounded memory. Those that come no more make room for others; where no value comes again, it soon
/// stops looking, and later tries anew. One owner thread.
/// </remarks>
internal sealed class UsualValues
{
    /// <summary>Most values that are known of one place.</summary>
    public const int MaxValues = 8;

    /// <summary>Longest value that is worth to be remembered, and the byte behind it.</summary>
    public const int MaxBytes = 512;
    // Looks after which it is judged whether they are worth it: at first, and while they are.
    private const int Trial = 128;
    private const int Term = 4096;

    // Looks that are not made where they are not: more each time.
    private const int FirstRest = 1024;
    private const int LongestRest = 1 << 20;

    // What less than one look in so many finds makes room.
    private const int Seldom = 32;

    private readonly Known[] _known = new Known[MaxValues];
    private int _count;
    private int _looks;
    private int _judgedAt = Trial;
    private int _rest = FirstRest;
    private bool _isResting;

    /// <summary>Goes past a value that is known.</summary>
    /// <param name="text">As for <see cref="IValueGrammar.Pass"/>.</param>
    /// <param name="at">Where the value begins.</param>
    /// <param name="value">As the grammar has it.</param>
    /// <returns>The place past it; 0 if it is not known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pass(ReadOnlySpan<byte> text, int at, out FieldSlice value)
    {
        value = default;
        if (++_looks == _judgedAt) Judge();
        if (at > text.Length - Vector256<byte>.Count) return 0;

        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        foreach (ref var known in _known.AsSpan(0, _count))
        {
            if (!known.Text.IsHeadAt(ref place) || !known.Text.IsAt(text, at)) continue;

            known.Found++;
            value = new FieldSlice(at + known.Value.Start, known.Value.Length, known.Value.Kind);
            return at + known.Text.Length - 1;
        }

        return 0;
    }

    /// <summary>Remembers a value that was not known, if there is room.</summary>
    /// <param name="text">That it is part of.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="past">The place past it: the byte there is part of what is compared, because it ends the value.</param>
    /// <param name="value">As the grammar has it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ReadOnlySpan<byte> text, int at, int past, FieldSlice value)
    {
        if (!_isResting && _count < MaxValues && past < text.Length && past < at + MaxBytes) Add(text, at, past, value);
    }

    private void Add(ReadOnlySpan<byte> text, int at, int past, FieldSlice value)
    {
        ref var known = ref _known[_count++];
        var bytes = text[at..(past + 1)];
        known.Bytes ??= new byte[MaxBytes];
        bytes.CopyTo(known.Bytes);
        known.Text = new VectorLiteral(known.Bytes, bytes.Length);
        known.Value = new FieldSlice(value.Start - at, value.Length, value.Kind);
        known.Found = 0;
    }

    private void Judge()
    {
        var known = _known.AsSpan(0, _count);
        var found = 0;
        foreach (ref readonly var one in known) found += one.Found;
        var isWorthIt = found >= _looks / 2;
        if (_isResting)
        {
            _isResting = false;
            _judgedAt = Trial;
        }
        else if (isWorthIt)
        {
            _judgedAt = Term;
            _rest = FirstRest;
        }
        else
        {
            _isResting = true;
            _judgedAt = _rest;
            _rest = Math.Min(2 * _rest, LongestRest);
        }

        known.Sort((one, other) => other.Found.CompareTo(one.Found));
        while (_count > 0 && (_isResting || known[_count - 1].Found < _looks / Seldom)) _count--;
        foreach (ref var one in known) one.Found = 0;
        _looks = 0;
    }

    private struct Known
    {
        /// <summary>The value as it is written, and the byte behind it; used again for the next value.</summary>
        public byte[]? Bytes;

        /// <summary>The same, to be compared.</summary>
        public VectorLiteral Text;

        /// <summary>Starts at the first byte of it.</summary>
        public FieldSlice Value;

        /// <summary>How often since it was judged last.</summary>
        public int Found;
    }
}
