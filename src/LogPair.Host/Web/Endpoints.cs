using System.IO.Compression;
using LogPair.Host.Logging;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Stopping;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Web;

/// <summary>Answers requests: /metrics, /healthz, /readyz, /api/v1/… and a page for people.</summary>
/// <remarks>
/// Before the state is restored there is nothing to scrape: an empty answer would look like counters that fell.
/// </remarks>
internal sealed partial class Endpoints
{
    // A look at the volume takes milliseconds and is made several times a second.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    private readonly IMetricsSource _source;
    private readonly ApiEndpoints _api;
    private readonly ILogger _logger;

    public Endpoints(IMetricsSource source, ApiEndpoints api, ILogger logger)
    {
        _source = source;
        _api = api;
        _logger = logger;
    }

    /// <summary>Whether a request costs more than a look: it makes a checkpoint, and its answer may be long.</summary>
    public static bool IsScrape(HttpContext http) => http.Request.Path.Value switch
    {
        "/metrics" => true,
        "/readyz" => AsksConsumed(http),
        _ => false,
    };

    public Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            return ShortAnswer.WriteAsync(http, StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD are answered here.\n");
        }

        // What a status has more of takes a lock that counting needs, and scrapes come most often.
        if (http.Request.Path.Value == "/metrics" && _source.HasMetrics) return ScrapeAsync(http);

        // Looked at once: what is asked twice may be answered by two states.
        var status = _source.Status;
        return http.Request.Path.Value switch
        {
            "/metrics" when !status.State.HasMetrics() => AnswerNotReadyAsync(http, status),
            "/metrics" => ScrapeAsync(http),
            "/healthz" => AnswerHealthAsync(http, status),
            "/readyz" when !status.IsReady => AnswerNotReadyAsync(http, status),
            "/readyz" when AsksConsumed(http) => AnswerConsumedAsync(http),
            "/readyz" => ShortAnswer.WriteAsync(http, StatusCodes.Status200OK, "ready\n"),
            { } path when StatusPage.Has(path) => StatusPage.AnswerAsync(http),
            _ => _api.TryAnswer(http) ?? AnswerNotFoundAsync(http),
        };
    }

    private static Task AnswerHealthAsync(HttpContext http, ProcessorStatus status)
    {
        var since = status.SinceLastPass;
        return since < StuckAfter
            ? ShortAnswer.WriteAsync(http, StatusCodes.Status200OK, "ok\n")
            : ShortAnswer.WriteAsync(
                http,
                StatusCodes.Status503ServiceUnavailable,
                $"stuck: the volume was last looked at {since.TotalSeconds:F0} seconds ago\n");
    }

    private static Task AnswerNotFoundAsync(HttpContext http) =>
        ShortAnswer.WriteAsync(http, StatusCodes.Status404NotFound, "Not found. Try /metrics, /readyz, /healthz or /.\n");

    private static Task AnswerNotReadyAsync(HttpContext http, ProcessorStatus status) =>
        ShortAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, $"not ready: {status.NotReadyReason}\n");

    private static bool AsksConsumed(HttpContext http) => IsFlagged(http, "consumed");

    private static bool IsFlagged(HttpContext http, string name) =>
        bool.TryParse(http.Request.Query[name], out var isSet) && isSet;

    private async Task AnswerConsumedAsync(HttpContext http)
    {
        try
        {
            var answer = await _source.AskConsumedAsync(http.RequestAborted);
            await (answer.IsConsumed
                ? ShortAnswer.WriteAsync(http, StatusCodes.Status200OK, "consumed\n")
                : ShortAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, $"not consumed: {answer.Reason}\n"));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has hung up.
        }
    }

    private async Task ScrapeAsync(HttpContext http)
    {
        var isOpenMetrics = ContentNegotiation.PrefersOpenMetrics(http.Request.Headers.Accept.ToString());
        var isGzip = ContentNegotiation.AcceptsGzip(http.Request.Headers.AcceptEncoding.ToString());
        http.Response.ContentType = isOpenMetrics
            ? ContentNegotiation.OpenMetricsContentType
            : ContentNegotiation.TextContentType;
        http.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (isGzip) http.Response.Headers.ContentEncoding = "gzip";

        try
        {
            var receipt = await WriteMetricsAsync(http, isOpenMetrics, isGzip);
            await http.Response.CompleteAsync();
            if (HttpMethods.IsGet(http.Request.Method) && !IsFlagged(http, "look") && !http.RequestAborted.IsCancellationRequested)
                receipt.Complete();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The scraper hung up. It will ask again.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            Log.ScrapeFailed(_logger, exception);
            http.Response.Clear();
            var reason = exception.Message.ReplaceLineEndings(" ");
            await ShortAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, $"scrape failed: {reason}\n");
        }
        catch (Exception exception)
        {
            // A body that just ended here would look whole; a broken connection is a failed scrape.
            Log.ScrapeBroken(_logger, exception);
            http.Abort();
        }
    }

    private async Task<ScrapeReceipt> WriteMetricsAsync(HttpContext http, bool isOpenMetrics, bool isGzip)
    {
        var body = http.Response.Body;
        if (!isGzip) return await _source.WriteMetricsAsync(body, isOpenMetrics, http.RequestAborted);

        // Disposed by hand and only on success: disposing writes, and nothing may be written after a failure.
        var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
        var receipt = await _source.WriteMetricsAsync(gzip, isOpenMetrics, http.RequestAborted);
        await gzip.DisposeAsync();
        return receipt;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ScrapeFailed, LogLevel.Error, "A scrape failed and was answered with 503")]
        public static partial void ScrapeFailed(ILogger logger, Exception exception);

        [LoggerMessage(EventIds.ScrapeBroken, LogLevel.Error, "A scrape failed halfway; its connection was closed")]
        public static partial void ScrapeBroken(ILogger logger, Exception exception);
    }
}
