using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>The one shape of the lines of an access log, which its layout tells.</summary>
/// <remarks>Leaves lines to the parser that have bytes beyond ASCII.</remarks>
internal sealed class LayoutShape : LineShapes
{
    private const byte Quote = (byte)'"';

    private readonly Layout _layout;
    private readonly FlatFields _flat;
    private readonly Step[] _steps;

    public LayoutShape(Layout layout, IEnumerable<LayoutSink> sinks, FlatFields flat)
    {
        _layout = layout;
        _flat = flat;
        _steps = [.. sinks.Select(StepOf)];
    }

    /// <summary>Whether the ends of all values can be told from single bytes.</summary>
    public static bool Fits(Layout layout) => !layout.Fields.Any(field => field.IsList);

    public override int Match(ReadOnlySpan<byte> text, FieldBuffer fields, out int ending)
    {
        ending = 0;
        if (!text.StartsWith(_layout.Before)) return -1;

        fields.Clear(_flat.Slots);
        var at = _layout.Before.Length;
        foreach (ref readonly var step in _steps.AsSpan())
        {
            var hasEscapes = false;
            var end = step.IsQuoted ? EndOfQuoted(text, at, ref hasEscapes) : EndOfBare(text, at, step);
            if (end < 0 || !step.After.IsAt(text, end)) return -1;

            if (step.Sink is { } sink)
            {
                if (hasEscapes) sink.Write(text, at..end, fields);
                else if (step.IsQuoted) sink.WritePlain(text, at, end, fields);
                else if (text[at..end].Contains((byte)'\\')) return -1;
                else sink.WritePlain(text, at, end, fields);
            }

            at = end + step.After.Length;
        }

        if (_layout.AllowsMore && at < text.Length && text[at] == ' ') at = PassMore(text, at);
        if (at < 0) return -1;

        ending = EndingAt(text, at);
        if (ending == 0) return -1;

        _flat.Choose(text, fields);
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
        var spaces = stop == ' ' ? field.Spaces : 0;
        return new Step(field.IsQuoted, stop, spaces, new ShortLiteral(field.After), sink.IsWanted ? sink : null);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfQuoted(ReadOnlySpan<byte> text, int at, ref bool hasEscapes)
    {
        at = ByteScan.NextUnusual(text, at);
        return (uint)at < (uint)text.Length && text[at] == Quote ? at : EndOfUnusual(text, at, ref hasEscapes);
    }

    private static int EndOfUnusual(ReadOnlySpan<byte> text, int at, ref bool hasEscapes)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfBare(ReadOnlySpan<byte> text, int at, in Step step)
    {
        at = ByteScan.Next(text, at, step.Stop);
        var isUsual = (uint)at < (uint)text.Length && text[at] == step.Stop && step.Spaces == 0;
        return isUsual ? at : EndOfUnusual(text, at, step);
    }

    private static int EndOfUnusual(ReadOnlySpan<byte> text, int at, in Step step)
    {
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

    /// <summary>How one value ends.</summary>
    /// <param name="IsQuoted">At a quote that is not escaped.</param>
    /// <param name="Stop">If it is not quoted: at this byte.</param>
    /// <param name="Spaces">Stops that belong to the value.</param>
    /// <param name="After">What follows, <see cref="Stop"/> included.</param>
    /// <param name="Sink">Where it goes; null if nobody wants it.</param>
    private readonly record struct Step(bool IsQuoted, byte Stop, int Spaces, ShortLiteral After, LayoutSink? Sink);
}
