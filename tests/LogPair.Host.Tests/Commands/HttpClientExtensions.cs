namespace LogPair.Host.Commands;

/// <summary>Waiting for a processor to be ready.</summary>
internal static class HttpClientExtensions
{
    /// <exception cref="TimeoutException">/readyz did not answer 200 in time.</exception>
    public static async Task<string> GetStringWhenReadyAsync(this HttpClient client, string url, TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        while (!late.IsCancellationRequested)
        {
            using var ready = await client.GetAsync(new Uri(url.Replace("/metrics", "/readyz", StringComparison.Ordinal)), late.Token);
            if (ready.IsSuccessStatusCode) return await client.GetStringAsync(new Uri(url), late.Token);
        }

        throw new TimeoutException($"{url} was not ready within {deadline}.");
    }
}
