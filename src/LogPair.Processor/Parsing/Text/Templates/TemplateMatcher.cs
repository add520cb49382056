using System.Buffers;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>Finds out where the values of a template stand in a line.</summary>
/// <remarks>
/// Nobody escapes what is written so, so this is the most sensible reading: what stands before the message is taken
/// from the left
/// and what stands behind it from the right, each as short as can be. The message is all between.
/// </remarks>
internal ref struct TemplateMatcher
{
    /// <summary>Most places at which a value is thought to end. Bounds the time that a line can cost.</summary>
    private const int MaxTries = 64;

    // Of "INFO", and of an id of 64 bits.
    private const int LeastLevelBytes = 4;
    private const int LeastHexDigits = 16;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly LineTemplate _template;
    private readonly ReadOnlySpan<byte> _head;
    private readonly FieldBuffer _fields;
    private TimeParts _time;

    /// <param name="template">What the application was told.</param>
    /// <param name="head">The first line of an event.</param>
    /// <param name="fields">Scratch space.</param>
    public TemplateMatcher(LineTemplate template, ReadOnlySpan<byte> head, FieldBuffer fields)
    {
        _template = template;
        _head = head;
        _fields = fields;
    }

    /// <summary>Of the line that matched, if the template has a time.</summary>
    public readonly TimeParts Time => _time;

    /// <param name="places">Gets the place of each hole, padding included.</param>
    /// <returns>False if the line is not of the template.</returns>
    public bool TryMatch(scoped Span<Range> places)
    {
        var holes = _template.Holes;
        if (!_head.StartsWith(_template.Start) || !_head.EndsWith(holes[^1].Literal)) return false;

        var start = _template.Start.Length;
        var wide = _template.Wide;
        for (var i = 0; i < wide; i++)
        {
            var end = FindEnd(holes[i], start);
            if (end < 0) return false;

            places[i] = start..end;
            start = end + holes[i].Literal.Length;
        }

        var last = _head.Length - holes[^1].Literal.Length;
        for (var i = holes.Length - 1; i > wide; i--)
        {
            var from = FindStart(holes[i], holes[i - 1].Literal, start, last);
            if (from < 0) return false;

            places[i] = from..last;
            last = from - holes[i - 1].Literal.Length;
        }

        places[wide] = start..last;
        return start <= last && IsAccepted(holes[wide], start, last);
    }

    private int FindEnd(TemplateHole hole, int start)
    {
        var from = start + hole.Width;
        for (var tries = 0; tries < MaxTries && from <= _head.Length; tries++)
        {
            var length = _head[from..].IndexOf(hole.Literal);
            if (length < 0) return -1;
            if (IsAccepted(hole, start, from + length)) return from + length;

            from += length + 1;
        }

        return -1;
    }

    /// <param name="hole">Which one.</param>
    /// <param name="before">The literal before it.</param>
    /// <param name="least">Where that can stand at the earliest.</param>
    /// <param name="end">Of the hole.</param>
    private int FindStart(TemplateHole hole, ReadOnlySpan<byte> before, int least, int end)
    {
        var to = end - hole.Width;
        for (var tries = 0; tries < MaxTries && to >= least; tries++)
        {
            var at = _head[least..to].LastIndexOf(before);
            if (at < 0) return -1;

            var start = least + at + before.Length;
            if (IsAccepted(hole, start, end)) return start;

            to = start - 1;
        }

        return -1;
    }

    /// <summary>Whether a text can be what stands in a place.</summary>
    private bool IsAccepted(TemplateHole hole, int start, int end)
    {
        var text = _head[start..end];
        if (text.Length < hole.Width) return false;

        return hole.Kind switch
        {
            HoleKind.Timestamp => hole.Time!.TryRead(hole.Unpadded(text), out _time),
            HoleKind.Level => LevelNames.TryRead(hole.Unpadded(text), out _),
            HoleKind.Word => hole.Unpadded(text) is { IsEmpty: false } word && !word.ContainsAny(" \t"u8),
            HoleKind.CapitalLevel => IsCapitalLevel(hole.Unpadded(text)),
            HoleKind.Bracketed => !text.IsEmpty && !text.Contains((byte)']'),
            HoleKind.HexNumber => text.Length >= LeastHexDigits && !text.ContainsAnyExcept(HexDigits),
            HoleKind.Blank => !text.ContainsAnyExcept((byte)' '),
            HoleKind.Properties => text is [(byte)'{', .., (byte)'}']
                && new JsonScanner(text, _fields).ReadObject(start: 0, MemberTable.Empty) == ParseOutcome.Parsed,
            _ => true,
        };
    }

    private static bool IsCapitalLevel(ReadOnlySpan<byte> text) =>
        text.Length >= LeastLevelBytes && !text.ContainsAnyExceptInRange((byte)'A', (byte)'Z')
        && LevelNames.TryRead(text, out _);
}
