namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Scrapes 20 times a second through every restart, and holds each answer against the one before.</summary>
/// <remarks>No answer, or 503, is fine: then there is nothing that Prometheus could have seen go down.</remarks>
internal sealed class Scraper : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // A stopped processor takes connections and does not answer.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new() { Timeout = AnswerPatience };
    private readonly Uri _metrics;
    private readonly FaultHistory _history;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _scraping;
    private readonly Dictionary<string, double> _highest = new(StringComparer.Ordinal);
    private readonly List<string> _decreases = [];
    private volatile bool _forgets;
    private volatile Scrape _latest = Scrape.None;

    public Scraper(Uri metrics, FaultHistory history)
    {
        _metrics = metrics;
        _history = history;
        _scraping = Task.Run(ScrapeOnAsync);
    }

    /// <summary>The last good answer. Everything in it is durable, or the processor broke its word.</summary>
    public Scrape Latest => _latest;

    /// <summary>Series that went down or vanished, with both values.</summary>
    public IReadOnlyList<string> Decreases
    {
        get
        {
            lock (_decreases) return [.. _decreases];
        }
    }

    /// <summary>
    /// The next answer may be lower than those before: the state was damaged, which no reader can make good.
    /// </summary>
    public void Forget() => _forgets = true;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _scraping;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ScrapeOnAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (!_stop.IsCancellationRequested)
        {
            if (await TryScrapeAsync() is { } text) Compare(new Scrape(text, _latest.Number + 1));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task<string?> TryScrapeAsync()
    {
        try
        {
            return await _http.GetStringAsync(_metrics, _stop.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    // Where only the checkpoint before the last can be read, lines are counted again to the same numbers, and time is not.
    private static bool IsMeasuredTime(string series) => series.StartsWith("logpair_rule_seconds_total", StringComparison.Ordinal);

    private void Compare(Scrape scrape)
    {
        if (_forgets) _highest.Clear();
        _forgets = false;
        var decreases = _highest
            .Select(known => (known.Key, Before: known.Value, Now: scrape.Cumulative.GetValueOrDefault(known.Key, double.NaN)))
            .Where(series => !(series.Now >= series.Before) && !IsMeasuredTime(series.Key))
            .Select(series => $"{series.Key}: {series.Before} to {(double.IsNaN(series.Now) ? "nothing" : series.Now)}")
            .ToList();
        if (decreases.Count > 0)
        {
            _history.Add($"DECREASE of {decreases.Count} series, first {decreases[0]}");
            lock (_decreases) _decreases.AddRange(decreases);
        }

        foreach (var (series, value) in scrape.Cumulative) _highest[series] = value;
        _latest = scrape;
    }
}
