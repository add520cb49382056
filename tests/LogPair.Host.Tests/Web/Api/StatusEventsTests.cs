using System.Net;
using System.Text.Json;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.Web.Api;

/// <summary>The stream of events, as a browser reads it.</summary>
public sealed class StatusEventsTests : IDisposable
{
    private const int MaxViewersOfAddress = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempVolume _volume = new(nameof(StatusEventsTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task ItTellsOfEveryLineUntilTheServerEnds()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, "");
        using var events = new StreamReader(await sidecar.Client.GetStreamAsync(sidecar.At("/api/v1/events"), Cancel));
        Assert.Equal("retry: 1000", await events.ReadLineAsync(Cancel));

        var seen = 0L;
        for (var written = 1; written <= 3; written++)
        {
            File.AppendAllText(_volume["logs/app.log"], "{}\n");
            while (seen < written) seen = (await NextAsync(events))!.Lines;
        }

        Assert.Equal(3, seen);
        Assert.Equal(ExitCode.Done, await sidecar.EndAsync());
        while (await events.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel) is not null)
        {
            // What was under way.
        }
    }

    [Fact]
    public async Task OnlySoManyMayWatch()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, "");
        var viewers = new List<Stream>();
        for (var i = 0; i < MaxViewersOfAddress; i++) viewers.Add(await sidecar.Client.GetStreamAsync(sidecar.At("/api/v1/events"), Cancel));
        using var refused = await sidecar.Client.GetAsync(sidecar.At("/api/v1/events"), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains(
            "logpair_port_refusals_total{reason=\"too_many_looks\"} 1\n",
            await sidecar.Client.GetStringAsync(new Uri(sidecar.Url), Cancel), StringComparison.Ordinal);

        foreach (var viewer in viewers) await viewer.DisposeAsync();
        HttpResponseMessage? served = null;
        using var late = new CancellationTokenSource(Patience);
        while (served is not { IsSuccessStatusCode: true })
        {
            served?.Dispose();
            served = await sidecar.Client.GetAsync(sidecar.At("/api/v1/events"), HttpCompletionOption.ResponseHeadersRead, late.Token);
        }

        served.Dispose();
    }

    private static async Task<StatusAnswer?> NextAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonSerializer.Deserialize(line["data: ".Length..], ApiJson.Default.StatusAnswer);
        }

        return null;
    }
}
