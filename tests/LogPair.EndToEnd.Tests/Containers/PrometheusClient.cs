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

    public void Dispose() => _http.Dispose();

    private static Sample Read(JsonElement series)
    {
        var labels = series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);
        labels.Remove("__name__", out var name);
        var value = double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
        return new Sample(name ?? "", labels, value);
    }
}
