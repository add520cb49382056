using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>The one shape of the lines of an access log, which its layout tells.</summary>
/// <remarks>Leaves lines to the parser that have bytes beyond ASCII.</remarks>
internal sealed class LayoutShape : LineShapes
{
    private const byte Quote = (byte)'"';

    // Lines from which it is learned which values always have the same length, and how far these are apart.
    private const int Samples = 32;
    private const int LinesASample = 16;

    // No end of a value, with escapes or without.
    private const int NoEnd = int.MinValue;

    private readonly Layout _layout;
    private readonly FlatFields _flat;
    private readonly VectorLiteral _before;
    private readonly Step[] _steps;

    // By step: where the values of the line are.
    private readonly ValuePlace[] _values;

    // By step: the value's bytes in all samples; 0 if they differ.
    private readonly int[] _lengths;
    private int _lines;

    // Those that go somewhere, in their order: of two with one name the last one counts. The slot is negative if more is
    // to be done than to put the value there.
    private readonly (int Step, int Slot, LayoutSink Sink)[] _wanted;

    // Slots that somebody looks into, and that not every line gives a value.
    private readonly int[] _uncertain;

    public LayoutShape(Layout layout, IReadOnlyList<LayoutSink> sinks, FlatFields flat)
    {
        _layout = layout;
        _flat = flat;
        _before = new VectorLiteral(layout.Before);
        _steps = [.. sinks.Select(StepOf)];
        _values = new ValuePlace[_steps.Length];
        _lengths = new int[_steps.Length];
        _wanted =
        [
            .. sinks.Index().Where(sink => sink.Item.IsWanted)
                .Select(sink => (sink.Index, sink.Item.IsPlain ? sink.Item.Slots[0] : -1, sink.Item)),
        ];
        _uncertain = [.. flat.ReadSlots.Except(sinks.SelectMany(sink => sink.Slots.ToArray()))];
    }

    /// <summary>Whether the ends of all values can be told from single bytes.</summary>
    public static bool Fits(Layout layout) => !layout.Fields.Any(field => field.IsList);

    public override int Match(ReadOnlySpan<byte> text, FieldBuffer fields, out int ending)
    {
        ending = 0;
        if (!_before.IsAt(text, 0)) return -1;

        var at = FindValues(text, _before.Length);
        if (at < 0) return -1;

        if (_layout.AllowsMore && at < text.Length && text[at] == ' ') at = PassMore(text, at);
        if (at < 0) return -1;

        ending = EndingAt(text, at);
        if (ending == 0) return -1;

        if (_lines < Samples * LinesASample) LookAtLengths();
        fields.Restart(_flat.Slots);
        foreach (var slot in _uncertain) fields[slot] = default;
        foreach (var (step, slot, sink) in _wanted)
        {
            // A dash may be null, and what has escapes is no text of the line.
            var (start, end) = _values[step];
            if (slot >= 0 && end > start && text[start] != '-')
                fields[slot] = new FieldSlice(start, end - start, FieldKind.Bare);
            else
                sink.Write(text, start, end < 0 ? ~end : end, fields);
        }

        _flat.Choose(text, fields);
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookAtLengths()
    {
        if (_lines++ % LinesASample != 0) return;

        for (var i = 0; i < _values.Length; i++)
        {
            var length = Math.Max(0, _values[i].End - _values[i].Start);
            if (_lines == 1) _lengths[i] = length;
            else if (_lengths[i] != length) _lengths[i] = 0;
        }

        if (_lines <= (Samples - 1) * LinesASample) return;

        for (var i = 0; i < _steps.Length; i++) _steps[i].UsualLength = _lengths[i];
    }

    /// <summary>Finds all values, and checks what stands between them.</summary>
    /// <param name="text">The line, and what follows.</param>
    /// <param name="at">Where the first value begins.</param>
    /// <returns>Past what follows the last one; negative if it is not certain where a value ends.</returns>
    private int FindValues(ReadOnlySpan<byte> text, int at)
    {
        for (var i = FindUsual(text, ref at, 0); i < _steps.Length; i = FindUsual(text, ref at, i))
        {
            ref readonly var step = ref _steps[i];
            var end = EndOfUnusual(text, at, step);
            if (end == NoEnd) return -1;

            _values[i++] = new ValuePlace(at, end);
            at = (end < 0 ? ~end : end) + step.After.Length;
        }

        return at;
    }

    /// <summary>Finds values as long as they end as usual, without a call, so that all stays in registers.</summary>
    /// <param name="text">The line, and what follows.</param>
    /// <param name="at">Where the first value begins; then, where the next one does.</param>
    /// <param name="first">The number of the first value.</param>
    /// <returns>That of the next one; one more than the last one's number if there is none.</returns>
    private int FindUsual(ReadOnlySpan<byte> text, ref int at, int first)
    {
        ref var origin = ref MemoryMarshal.GetReference(text);
        var steps = _steps;
        var values = _values;
        var start = at;

        // From the place of a vector on that is not beyond the last one, a literal can be read, too.
        var last = text.Length - Vector256<byte>.Count - sizeof(ulong);
        var i = first;
        for (; i < steps.Length && i < values.Length; i++)
        {
            ref readonly var step = ref steps[i];
            var end = start;
            var found = 0u;
            for (; end <= last; end += Vector256<byte>.Count)
            {
                found = ByteScan.Unusual(Vector256.LoadUnsafe(ref origin, (nuint)end), step.Stops);
                if (found != 0) break;
            }

            end += BitOperations.TrailingZeroCount(found);

            // Changes nothing: a length that is always the same is known before the bytes are, and the processor, which
            // guesses that the two are equal, looks at what follows meanwhile.
            if (end == start + step.UsualLength) end = start + step.UsualLength;
            if (found == 0 || !step.IsUsual(ref Unsafe.Add(ref origin, end))) break;

            values[i] = new ValuePlace(start, end);
            start = end + step.After.Length;
        }

        at = start;
        return i;
    }

    public override void Learn(ReadOnlySpan<byte> line, FieldBuffer fields, bool hasCarriageReturn)
    {
    }

    private Step StepOf(LayoutSink sink)
    {
        var field = sink.Field;
        var last = _layout.AllowsMore ? (byte)' ' : (byte)'\n';
        var stop = field.After.Length > 0 ? field.After[0] : last;
        return new Step(field, stop, sink.IsWanted);
    }

    /// <summary>
    /// Finds the end of a value with escapes or stops of its own, or of one that is not followed by much.
    /// </summary>
    /// <param name="text">The line, and what follows.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="step">Of the value.</param>
    /// <returns>As <see cref="ValuePlace.End"/>; <see cref="NoEnd"/> if it is not certain.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EndOfUnusual(ReadOnlySpan<byte> text, int start, in Step step)
    {
        var hasEscapes = false;
        var end = step.IsQuoted ? EndOfQuoted(text, start, ref hasEscapes) : EndOfBare(text, start, step);
        if (end < 0 || !step.After.IsAt(text, end)) return NoEnd;
        if (hasEscapes) return ~end;

        return step.IsWanted && !step.IsQuoted && text[start..end].Contains((byte)'\\') ? NoEnd : end;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int at, ref bool hasEscapes)
    {
        while (true)
        {
            at = ByteScan.NextUnusual(text, at);
            if (at >= text.Length || text[at] is (byte)'\n' or >= 0x80) return -1;
            if (text[at] == Quote) return at;
            if (text[at++] != '\\') continue;

            // Whatever it escapes, but for the line's end.
            if (at >= text.Length || text[at++] is (byte)'\n' or >= 0x80) return -1;
            hasEscapes = true;
        }
    }

    private static int EndOfBare(ReadOnlySpan<byte> text, int at, in Step step)
    {
        // A backslash is nothing special here.
        at = ByteScan.Next(text, at, step.Stop);
        for (var space = step.Spaces; ; space--, at = ByteScan.Next(text, at, step.Stop))
        {
            if (at >= text.Length) return -1;
            if (text[at] != step.Stop) return step.After.Length == 0 && text[at] is (byte)'\n' or (byte)'\r' ? at : -1;
            if (space == 0) return at;

            at++;
        }
    }

    private static int PassMore(ReadOnlySpan<byte> text, int at)
    {
        var length = text[at..].IndexOf((byte)'\n');
        if (length < 0 || !Utf8.IsValid(text.Slice(at, length))) return -1;

        return at + length - (text[at + length - 1] == '\r' ? 1 : 0);
    }

    private static int EndingAt(ReadOnlySpan<byte> text, int at) =>
        at >= text.Length ? 0 : text[at] == '\n' ? 1 : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 0;

    /// <param name="Start">Its first byte.</param>
    /// <param name="End">Past its last one; the complement of that if it has escapes.</param>
    private readonly record struct ValuePlace(int Start, int End);

    /// <summary>How one value ends. Fields, so that what is in it is not copied for each value.</summary>
    private struct Step
    {
        /// <summary>Bytes of the value, if it usually has the same; else 0.</summary>
        public int UsualLength;

        /// <summary>Ends it, unless it may be part of it: in each of a vector's bytes.</summary>
        public readonly Vector256<byte> Stops;

        // What usually follows, as a number of which a mask tells the bytes that count. No number is equal to it if there
        // is nothing usual: if the stop may be part of the value, or more bytes follow than fit.
        private readonly ulong _usual;
        private readonly ulong _mask;

        /// <summary>What follows, <see cref="Stop"/> included.</summary>
        public readonly ShortLiteral After;

        /// <summary>Stops that belong to the value.</summary>
        public readonly int Spaces;

        /// <summary>Ends it.</summary>
        public readonly byte Stop;

        /// <summary>Whether it ends only where the stop is not escaped.</summary>
        public readonly bool IsQuoted;

        /// <summary>Whether anybody asks for the value.</summary>
        public readonly bool IsWanted;

        public Step(LayoutField field, byte stop, bool isWanted)
        {
            Stop = stop;
            Stops = Vector256.Create(stop);
            Spaces = stop == ' ' ? field.Spaces : 0;
            After = new ShortLiteral(field.After);
            IsQuoted = field.IsQuoted;
            IsWanted = isWanted;
            var usual = field.After.Length > 0 ? field.After : [stop];
            if (Spaces > 0 || usual.Length > sizeof(ulong))
            {
                _usual = 1;
                return;
            }

            for (var i = 0; i < usual.Length; i++)
            {
                _usual |= (ulong)usual[i] << (8 * i);
                _mask |= 0xffUL << (8 * i);
            }
        }

        /// <summary>Whether what usually follows the value is at a place from which eight bytes can be read.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool IsUsual(ref readonly byte place) =>
            (BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.CreateReadOnlySpan(in place, sizeof(ulong))) & _mask) == _usual;
    }
}
