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

    /// <summary>The same without what a lane that could have read waited for a processor.</summary>
    /// <remarks>Others had it: the scrape, its client, or any other program of the machine.</remarks>
    public List<double> SlowdownsOnAProcessor { get; } = [];

    /// <summary>Milliseconds that a lane waited for a processor during each of them, on average of the lanes.</summary>
    public List<double> WaitedMilliseconds { get; } = [];

    /// <summary>Milliseconds of scrapes of a process with nothing to do.</summary>
    public List<double> AtRest { get; } = [];
}
