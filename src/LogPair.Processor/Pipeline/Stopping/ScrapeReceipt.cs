namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>Given to whoever wrote a scrape; to be handed back when its answer went out to the end.</summary>
internal sealed class ScrapeReceipt
{
    private readonly Action _completed;

    /// <param name="completed">Called by <see cref="Complete"/>.</param>
    public ScrapeReceipt(Action completed) => _completed = completed;

    /// <summary>The whole answer is on its way to somebody who still listens.</summary>
    public void Complete() => _completed();
}
