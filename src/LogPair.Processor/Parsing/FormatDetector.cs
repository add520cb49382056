namespace LogPair.Processor.Parsing;

/// <summary>Tells the format of a file from its first lines.</summary>
internal static class FormatDetector
{
    /// <param name="firstLines">Whole lines; a last one without line feed counts only if it parses.</param>
    /// <returns>A name of <see cref="ParserFactory"/>; null if no line parses in any format.</returns>
    public static string? Detect(ReadOnlySpan<byte> firstLines)
    {
        var fields = new FieldSet();
        var time = fields.Add(new FieldPath("@t"));
        var parser = new ClefParser(fields);
        var buffer = new FieldBuffer(fields);
        foreach (var range in firstLines.Split((byte)'\n'))
        {
            if (parser.Parse(firstLines[range], buffer) == ParseOutcome.Parsed)
                return buffer[time].Kind == FieldKind.Missing ? ParserFactory.Json : ParserFactory.Clef;
        }

        return null;
    }
}
