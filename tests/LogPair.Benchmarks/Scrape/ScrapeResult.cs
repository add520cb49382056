namespace LogPair.Benchmarks.Scrape;

/// <summary>Scrapes of one process.</summary>
internal sealed class ScrapeResult
{
    /// <summary>Milliseconds of scrapes while a file was read.</summary>
    public List<double> WhileReading { get; } = [];

    /// <summary>How much slower reading was during each of them: 0.1 is a tenth.</summary>
    public List<double> Slowdowns { get; } = [];

    /// <summary>Milliseconds of reading that each of them cost: its length times the slowdown.</summary>
    public List<double> LostMilliseconds { get; } = [];

    /// <summary>Milliseconds of scrapes of a process with nothing to do.</summary>
    public List<double> AtRest { get; } = [];
}
