namespace LogPair.Processor.Parsing.Shapes;

/// <summary>
/// Finds the values of lines that are like earlier ones in everything but their values, without parsing them.
/// </summary>
/// <remarks>
/// Programs write few kinds of lines. What stands between the values of one, its shape, is learned from a line that the
/// parser accepted. A line of a known shape with values of the format's grammar is then one that the parser accepts, with
/// the same result: all bytes are compared or checked. Any other line is left to the parser. One owner thread.
/// </remarks>
internal abstract class LineShapes
{
    /// <summary>Reads the line at the start of a text, if it is of a known shape.</summary>
    /// <param name="text">The line, its ending, and whatever follows.</param>
    /// <param name="fields">
    /// Gets what <see cref="ILineParser.Parse"/> would give it, but that nobody has looked at values without quotes yet
    /// (<see cref="FieldKind.Bare"/>).
    /// </param>
    /// <param name="ending">Bytes of the line's ending: a line feed, or a carriage return before it.</param>
    /// <returns>
    /// Bytes of the line without its ending; negative if it is not of a known shape, if it is not UTF-8, or if it may not
    /// end in <paramref name="text"/>.
    /// </returns>
    public abstract int Match(ReadOnlySpan<byte> text, FieldBuffer fields, out int ending);

    /// <summary>Learns the shape of a line that the parser accepted and that was not matched.</summary>
    /// <param name="line">Without its ending; UTF-8.</param>
    /// <param name="fields">Free to use; what it has is lost.</param>
    /// <param name="hasCarriageReturn">Whether one stands between line and line feed.</param>
    public abstract void Learn(ReadOnlySpan<byte> line, FieldBuffer fields, bool hasCarriageReturn);
}
