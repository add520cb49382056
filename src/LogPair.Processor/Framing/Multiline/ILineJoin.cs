namespace LogPair.Processor.Framing.Multiline;

/// <summary>Tells which lines go on with the event that a line before them began.</summary>
/// <remarks>Immutable; what it must remember of an event is the number that it hands out and gets back.</remarks>
internal interface ILineJoin
{
    /// <summary>An event begins.</summary>
    /// <param name="line">Its first line, as UTF-8.</param>
    /// <returns>What to remember.</returns>
    int Begin(ReadOnlySpan<byte> line);

    /// <summary>Whether a line belongs to the event.</summary>
    /// <param name="line">The next one, as UTF-8.</param>
    /// <param name="state">What is remembered of the event; changed only if the line belongs to it.</param>
    bool Continues(ReadOnlySpan<byte> line, ref int state);

    /// <summary>
    /// Whether a line that does not belong to the event as it is does so if the one after it continues the event.
    /// </summary>
    /// <param name="line">The next one, as UTF-8; <see cref="Continues"/> is false of it.</param>
    /// <param name="state">What is remembered of the event; changed only if the answer is yes.</param>
    bool MayLieWithin(ReadOnlySpan<byte> line, ref int state) => false;
}
