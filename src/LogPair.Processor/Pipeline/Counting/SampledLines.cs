namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Samples of the lines that count for nothing.</summary>
internal sealed class SampledLines
{
    /// <summary>Lines that are records, and that no rule matched.</summary>
    public LineSamples Unmatched { get; } = new();

    /// <summary>Lines that are not records of their format.</summary>
    public LineSamples Unparsed { get; } = new();
}
