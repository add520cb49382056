namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>Writes lines of one format, one at a time, and counts them in the truth as it does.</summary>
internal interface ILineSource
{
    /// <summary>Appends one line with its line feed to the buffer that the source was made with.</summary>
    void WriteNext();
}
