namespace LogPair.Processor.Parsing;

/// <summary>Reads lines of one format.</summary>
/// <remarks>Immutable, so that every lane can use the same one with its own <see cref="FieldBuffer"/>.</remarks>
internal interface ILineParser
{
    /// <summary>Extracts the wanted fields of one line. Never throws on bad input.</summary>
    /// <param name="line">Without its line feed; a carriage return before it is not part of the line either.</param>
    /// <param name="fields">
    /// Cleared and filled; meaningful only if the outcome is <see cref="ParseOutcome.Parsed"/>.
    /// </param>
    ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields);
}
