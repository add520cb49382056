namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>Finds out where the values of a template stand in a line.</summary>
/// <remarks>
/// Serilog does not escape, so this is the most sensible reading: what stands before the message is taken from the left
/// and what stands behind it from the right, each as short as can be. The message is all between.
/// </remarks>
internal static class TemplateMatcher
{
    /// <summary>Most places at which a value is thought to end. Bounds the time that a line can cost.</summary>
    private const int MaxTries = 64;

    /// <param name="template">What the application was told.</param>
    /// <param name="head">The first line of an event.</param>
    /// <param name="fields">Scratch space.</param>
    /// <param name="places">Gets the place of each hole, padding included.</param>
    /// <returns>False if the line is not of the template.</returns>
    public static bool TryMatch(
        OutputTemplate template, ReadOnlySpan<byte> head, FieldBuffer fields, Span<Range> places)
    {
        var holes = template.Holes;
        if (!head.StartsWith(template.Start) || !head.EndsWith(holes[^1].Literal)) return false;

        var at = template.Start.Length;
        var wide = Wide(holes);
        for (var i = 0; i < wide; i++)
        {
            var end = FindEnd(holes[i], head, at, fields);
            if (end < 0) return false;

            places[i] = at..end;
            at = end + holes[i].Literal.Length;
        }

        var last = head.Length - holes[^1].Literal.Length;
        for (var i = holes.Count - 1; i > wide; i--)
        {
            var start = FindStart(holes[i], holes[i - 1].Literal, head, at, last, fields);
            if (start < 0) return false;

            places[i] = start..last;
            last = start - holes[i - 1].Literal.Length;
        }

        places[wide] = at..last;
        return at <= last && holes[wide].Accepts(head[at..last], fields);
    }

    /// <summary>The hole that takes what the others leave: the message, or the last.</summary>
    private static int Wide(IReadOnlyList<TemplateHole> holes)
    {
        for (var i = 0; i < holes.Count; i++)
        {
            if (holes[i].Kind == HoleKind.Message) return i;
        }

        return holes.Count - 1;
    }

    private static int FindEnd(TemplateHole hole, ReadOnlySpan<byte> head, int start, FieldBuffer fields)
    {
        var from = start + hole.Width;
        for (var tries = 0; tries < MaxTries && from <= head.Length; tries++)
        {
            var length = head[from..].IndexOf(hole.Literal);
            if (length < 0) return -1;
            if (hole.Accepts(head[start..(from + length)], fields)) return from + length;

            from += length + 1;
        }

        return -1;
    }

    private static int FindStart(
        TemplateHole hole, ReadOnlySpan<byte> before, ReadOnlySpan<byte> head, int least, int end, FieldBuffer fields)
    {
        var to = end - hole.Width;
        for (var tries = 0; tries < MaxTries && to >= least; tries++)
        {
            var at = head[least..to].LastIndexOf(before);
            if (at < 0) return -1;

            var start = least + at + before.Length;
            if (hole.Accepts(head[start..end], fields)) return start;

            to = start - 1;
        }

        return -1;
    }
}
