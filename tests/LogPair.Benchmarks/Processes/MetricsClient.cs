using System.Buffers.Text;
using System.Net;
using System.Text;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Processes;

/// <summary>Scrapes over one connection that stays open, as Prometheus does.</summary>
internal sealed class MetricsClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly byte[] _drain = new byte[256 << 10];

    public MetricsClient(int port)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>The whole text, or null while there is none.</summary>
    public async Task<byte[]?> TryScrapeAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync("/metrics", cancel);
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsByteArrayAsync(cancel) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<byte[]> ScrapeAsync(CancellationToken cancel) =>
        await TryScrapeAsync(cancel) ?? throw new InvalidOperationException("There was no answer to a scrape.");

    /// <summary>Reads the whole text and keeps nothing of it, which is the least that a client can cost.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        await using var text = await answer.Content.ReadAsStreamAsync(cancel);
        while (await text.ReadAsync(_drain, cancel) > 0)
        {
        }
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync("/readyz", cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Scrapes until that many bytes of lines are counted.</summary>
    /// <exception cref="InvalidDataException">More are.</exception>
    public async Task<MetricsText> WaitForBytesAsync(long bytes, CancellationToken cancel)
    {
        while (true)
        {
            var text = await ScrapeAsync(cancel);
            var counted = Value(text, "logpair_bytes_total"u8);
            if (counted == bytes) return Parse(text);
            if (counted > bytes) throw new InvalidDataException($"{counted} bytes were counted; there are {bytes}.");

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
        }
    }

    /// <summary>The value of a counter without labels; 0 if it is not there.</summary>
    public static long Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> metric)
    {
        for (var at = text.IndexOf(metric); at >= 0; at = text.IndexOf(metric))
        {
            var isName = at == 0 || text[at - 1] == (byte)'\n';
            text = text[(at + metric.Length)..];
            if (!isName || text[0] != (byte)' ') continue;
            if (Utf8Parser.TryParse(text[1..], out double value, out _)) return (long)value;
        }

        return 0;
    }

    public static MetricsText Parse(byte[] text)
    {
        using var reader = new StringReader(Encoding.UTF8.GetString(text));
        return MetricsText.Read(reader);
    }

    public void Dispose() => _http.Dispose();
}
