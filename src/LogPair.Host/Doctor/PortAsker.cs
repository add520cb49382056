using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using LogPair.Host.Configuration;
using LogPair.Host.Web;
using LogPair.Host.Web.Access;

namespace LogPair.Host.Doctor;

/// <summary>Asks whoever is behind the port who he is; a processor then also for its metrics, as no scraper.</summary>
/// <remarks>
/// Asks nothing that would be refused: a refusal is counted, and doctor changes nothing. Credentials go to our own
/// address on this machine, and only if somebody gave them.
/// </remarks>
internal sealed class PortAsker : IDisposable
{
    // A scrape takes milliseconds; a processor that is stuck must not hold the doctor up for long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ListenAddress _listen;
    private readonly WebSnapshot? _web;
    private readonly AuthenticationHeaderValue? _credentials;
    private readonly HttpClient _client;

    /// <param name="settings">Where it listens, and how it is protected.</param>
    /// <param name="web">What protects it; null if that is wrong, so that nobody knows.</param>
    /// <param name="credentials">For a port that asks for some; null for none.</param>
    public PortAsker(HostSettings settings, WebSnapshot? web, AuthenticationHeaderValue? credentials)
    {
        _listen = settings.Listen;
        _web = web;
        _credentials = credentials;
        _client = new HttpClient(LocalClient.Of(_listen))
        {
            BaseAddress = new Uri(LocalClient.Url(_listen, settings.WebConfig)),
            Timeout = Patience,
        };
    }

    public async Task<PortLook> AskAsync(CancellationToken cancel)
    {
        if (_listen is { Port: 0, SocketPath: null }) return new PortLook(PortState.Unknown);
        if (WhyNot("/healthz") is { } closed) return Closed(closed);

        try
        {
            return await AskWhoAsync(cancel);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested
            && exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return Judge(exception);
        }
    }

    public void Dispose() => _client.Dispose();

    // A connection that ends before its handshake is a refusal, too: who has the port is found out without one.
    private PortLook Closed(string reason) => PortBinding.Try(_listen) is { State: not PortState.Stranger } free
        ? free
        : new PortLook(PortState.Closed) { Detail = reason };

    private PortLook Judge(Exception exception)
    {
        var bound = PortBinding.Try(_listen);
        var isNobody = exception is HttpRequestException { InnerException: SocketException }
            || (_listen.SocketPath is null && bound.State != PortState.Stranger);
        return isNobody ? bound : new PortLook(PortState.Stranger) { Detail = Explain(exception) };
    }

    private async Task<PortLook> AskWhoAsync(CancellationToken cancel)
    {
        var (_, health, isOurs) = await GetAsync("/healthz", cancel);
        if (!isOurs && health is not "ok" && !health.StartsWith("stuck:", StringComparison.Ordinal))
            return new PortLook(PortState.Stranger) { Detail = "it answers, but not as LogPair does" };

        var ready = WhyNot("/readyz") is null ? (await GetAsync("/readyz", cancel)).Text : "";
        var look = new PortLook(PortState.Processor)
        {
            Illness = health.StartsWith("stuck:", StringComparison.Ordinal) ? health : null,
            NotReady = ready.StartsWith("not ready:", StringComparison.Ordinal) ? ready : null,
        };
        return WhyNot("/metrics") is { } reason ? look with { NoMetrics = reason }
            : await AddMetricsAsync(look, cancel);
    }

    /// <returns>Why a path is not to be asked for; null if it is.</returns>
    private string? WhyNot(string path) => _web switch
    {
        // Without a configuration that is right, only what is usually open.
        null => path == "/metrics" ? "the web configuration has errors, so it is not known how to ask" : null,
        _ when _web.IsOpen(path) => null,
        { Tls.Client.IsRequired: true } => "the port asks for the certificate of a client, which doctor has not",
        { NeedsCredentials: true } when _credentials is null =>
            "the port asks for credentials: give doctor a file with them by --credentials-file",
        _ => null,
    };

    private async Task<PortLook> AddMetricsAsync(PortLook look, CancellationToken cancel)
    {
        var (status, text, _) = await GetAsync("/metrics?look=true", cancel);
        try
        {
            return status == 200
                ? look with { Metrics = RunningMetrics.Parse(text) }
                : look with { NoMetrics = $"/metrics answered {status}: {text}" };
        }
        catch (FormatException exception)
        {
            return look with { NoMetrics = $"/metrics is no exposition: {exception.Message.TrimEnd('.')}" };
        }
    }

    private async Task<(int Status, string Text, bool IsOurs)> GetAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (_web is { NeedsCredentials: true }) request.Headers.Authorization = _credentials;
        using var response = await _client.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        var isOurs = response.Headers.WwwAuthenticate
            .Any(each => each.Parameter?.Contains("\"logpair\"", StringComparison.Ordinal) == true);
        return ((int)response.StatusCode, text.TrimEnd(), isOurs);
    }

    private static string Explain(Exception exception) => exception switch
    {
        OperationCanceledException => "it takes connections, and does not answer",
        { InnerException: AuthenticationException } => "it does not speak TLS as the web configuration says",
        _ => "it does not speak HTTP as the settings say",
    };
}
