using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>The one shape of the lines of an access log, which its layout tells.</summary>
/// <remarks>Leaves lines to the parser that have bytes beyond ASCII.</remarks>
internal sealed class LayoutShape : LineShapes
{
    private const byte Quote = (byte)'"';

    // No end of a value, with escapes or without.
    private const int NoEnd = int.MinValue;

    private readonly Layout _layout;
    private readonly FlatFields _flat;
    private readonly VectorLiteral _before;
    private readonly Step[] _steps;

    // By step: where the values of the line are.
    private readonly ValuePlace[] _values;

    // Those that go somewhere, by step.
    private readonly (int Step, LayoutSink Sink)[] _wanted;

    // Slots that somebody looks into, and that not every line gives a value.
    private readonly int[] _uncertain;

    public LayoutShape(Layout layout, IReadOnlyList<LayoutSink> sinks, FlatFields flat)
    {
        _layout = layout;
        _flat = flat;
        _before = new VectorLiteral(layout.Before);
        _steps = [.. sinks.Select(StepOf)];
        _values = new ValuePlace[_steps.Length];
        _wanted = [.. sinks.Index().Where(sink => sink.Item.IsWanted)];
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

        fields.Restart(_flat.Slots);
        foreach (var slot in _uncertain) fields[slot] = default;
        foreach (var (step, sink) in _wanted)
        {
            var (start, end) = _values[step];
            if (end >= 0) sink.WritePlain(text, start, end, fields);
            else sink.Write(text, start, ~end, fields);
        }

        _flat.Choose(text, fields);
        return at;
    }

    /// <summary>Finds all values, and checks what stands between them.</summary>
    /// <param name="text">The line, and what follows.</param>
    /// <param name="at">Where the first value begins.</param>
    /// <returns>Past what follows the last one; negative if it is not certain where a value ends.</returns>
    private int FindValues(ReadOnlySpan<byte> text, int at)
    {
        var steps = _steps;
        var values = _values;
        for (var i = 0; i < steps.Length && i < values.Length; i++)
        {
            ref readonly var step = ref steps[i];
            var end = ByteScan.NextOrEscape(text, at, step.Stop);
            if ((uint)end >= (uint)text.Length || text[end] != step.UsualStop)
            {
                end = EndOfUnusual(text, at, end, step);
                if (end == NoEnd) return -1;
            }
            else if (!step.After.IsAt(text, end))
            {
                return -1;
            }

            values[i] = new ValuePlace(at, end);
            at = (end < 0 ? ~end : end) + step.After.Length;
        }

        return at;
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

    /// <summary>Finds the end of a value with escapes or stops of its own, or of the last of a line.</summary>
    /// <param name="text">The line, and what follows.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="at">No byte before it is unusual.</param>
    /// <param name="step">Of the value.</param>
    /// <returns>As <see cref="ValuePlace.End"/>; <see cref="NoEnd"/> if it is not certain.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EndOfUnusual(ReadOnlySpan<byte> text, int start, int at, in Step step)
    {
        var hasEscapes = false;
        var end = step.IsQuoted ? EndOfQuoted(text, at, ref hasEscapes) : EndOfBare(text, at, step);
        if (end < 0 || !step.After.IsAt(text, end)) return NoEnd;
        if (hasEscapes) return ~end;

        return step.IsWanted && !step.IsQuoted && text[start..end].Contains((byte)'\\') ? NoEnd : end;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int at, ref bool hasEscapes)
    {
        for (; ; at = ByteScan.NextUnusual(text, at))
        {
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
    private readonly struct Step(LayoutField field, byte stop, bool isWanted)
    {
        /// <summary>Whether anybody asks for the value.</summary>
        public readonly bool IsWanted = isWanted;

        /// <summary>What follows, <see cref="Stop"/> included.</summary>
        public readonly ShortLiteral After = new(field.After);

        /// <summary>Stops that belong to the value.</summary>
        public readonly int Spaces = SpacesOf(field, stop);

        /// <summary>The byte that ends it wherever it stands; no byte if it may be part of the value.</summary>
        public readonly int UsualStop = SpacesOf(field, stop) == 0 ? stop : -1;

        /// <summary>Ends it.</summary>
        public readonly byte Stop = stop;

        /// <summary>Whether it ends only where the stop is not escaped.</summary>
        public readonly bool IsQuoted = field.IsQuoted;

        private static int SpacesOf(LayoutField field, byte stop) => stop == ' ' ? field.Spaces : 0;
    }
}
