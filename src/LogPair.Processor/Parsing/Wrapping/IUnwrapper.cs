namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>Takes off what a runtime put around a line. One owner thread.</summary>
internal interface IUnwrapper
{
    /// <param name="line">Without its line feed.</param>
    /// <param name="wrapped">Valid until the next call.</param>
    /// <returns>False if the line is not wrapped in this way.</returns>
    bool TryUnwrap(ReadOnlySpan<byte> line, out WrappedLine wrapped);
}
