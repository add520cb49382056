using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>Asks a Prometheus server.</summary>
internal sealed class PrometheusClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>An instant query. Empty when nothing matches or the server does not answer yet.</summary>
    public Task<IReadOnlyList<Sample>> QueryAsync(string expression, CancellationToken cancel) => QueryAsync(expression, "", cancel);

    /// <summary>The value that a query with one series had at a moment; NaN if there was none.</summary>
    public async Task<double> ValueAsync(string expression, DateTimeOffset at, CancellationToken cancel) =>
        await QueryAsync(expression, $"&time={at.ToUnixTimeSeconds()}", cancel) is [var only] ? only.Value : double.NaN;

    private async Task<IReadOnlyList<Sample>> QueryAsync(string expression, string parameters, CancellationToken cancel)
    {
        JsonElement answer;
        try
        {
            using var response = await _http.GetAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}{parameters}", cancel);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return [];

            answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        }
        catch (HttpRequestException)
        {
            return [];
        }

        if (answer.GetProperty("status").GetString() != "success")
            throw new InvalidOperationException($"{expression}: {answer.GetProperty("error").GetString()}");

        return [.. answer.GetProperty("data").GetProperty("result").EnumerateArray().Select(Read)];
    }

    /// <summary>The value of a query with one series; NaN while there is none.</summary>
    public async Task<double> ValueAsync(string expression, CancellationToken cancel) =>
        await QueryAsync(expression, cancel) is [var only] ? only.Value : double.NaN;

    /// <summary>How the only target of a job is, and why its last scrape failed; empty texts before the first.</summary>
    public async Task<(string Health, string Error)> TargetAsync(string job, CancellationToken cancel)
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>("api/v1/targets?state=active", cancel);
        return answer.GetProperty("data").GetProperty("activeTargets").EnumerateArray()
            .Where(target => target.GetProperty("scrapePool").GetString() == job)
            .Select(target => (target.GetProperty("health").GetString()!, target.GetProperty("lastError").GetString()!))
            .FirstOrDefault(("", ""));
    }

    /// <summary>The exemplars of a selector's series within the last minutes.</summary>
    /// <param name="selector">Such as <c>requests_total</c>.</param>
    /// <param name="now">The end of the time that is asked for.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<StoredExemplar>> ExemplarsAsync(string selector, DateTimeOffset now, CancellationToken cancel)
    {
        var (from, to) = (now.AddMinutes(-5).ToUnixTimeSeconds(), now.AddMinutes(1).ToUnixTimeSeconds());
        var answer = await _http.GetFromJsonAsync<JsonElement>(
            $"api/v1/query_exemplars?query={Uri.EscapeDataString(selector)}&start={from}&end={to}", cancel);
        return
        [
            .. answer.GetProperty("data").EnumerateArray().SelectMany(series => series.GetProperty("exemplars").EnumerateArray().Select(exemplar =>
                new StoredExemplar(
                    Labels(series.GetProperty("seriesLabels")), Labels(exemplar.GetProperty("labels")), Number(exemplar.GetProperty("value")),
                    DateTimeOffset.UnixEpoch.AddSeconds(exemplar.GetProperty("timestamp").GetDouble())))),
        ];
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Labels(JsonElement labels) =>
        labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    private static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    private static Sample Read(JsonElement series)
    {
        var labels = Labels(series.GetProperty("metric"));
        labels.Remove("__name__", out var name);
        return new Sample(name ?? "", labels, Number(series.GetProperty("value")[1]));
    }
}
