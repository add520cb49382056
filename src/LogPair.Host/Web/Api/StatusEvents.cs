using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/events</c>: the status each second, as server-sent events.</summary>
/// <remarks>Source of the form: the HTML standard, section 9.2.</remarks>
internal sealed class StatusEvents
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Whoever watches asks again, so that changed credentials hold.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly IInspectedSource _source;
    private readonly TimeProvider _time;

    public StatusEvents(IInspectedSource source, TimeProvider time)
    {
        _source = source;
        _time = time;
    }

    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(http.Request.Method)) return;

        var server = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, server);
        using var timer = new PeriodicTimer(Interval, _time);
        var began = _time.GetTimestamp();
        try
        {
            await http.Response.WriteAsync("retry: 1000\n\n", end.Token);
            do
            {
                var status = JsonSerializer.Serialize(StatusReport.Of(_source, _time.GetUtcNow()), ApiJson.Default.StatusAnswer);
                await http.Response.WriteAsync($"event: status\ndata: {status}\n\n", end.Token);
                await http.Response.Body.FlushAsync(end.Token);
            }
            while (_time.GetElapsedTime(began) < Longest && await timer.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The viewer has gone, or the server ends.
        }
    }
}
