using LogPair.Host.Web.Access;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace LogPair.Host.Web;

/// <summary>Lets a request through to its endpoint, or says why not.</summary>
internal sealed class GuardedEndpoints
{
    private const string Basic = "Basic ";
    private const string Bearer = "Bearer ";
    private const string Realm = "realm=\"logpair\"";

    // Long enough for the scrapes before it: each takes milliseconds, unless a client is slow.
    private static readonly TimeSpan ScrapePatience = TimeSpan.FromSeconds(1);

    private readonly Endpoints _endpoints;
    private readonly WebGuard _guard;
    private readonly TimeProvider _time;
    // A look at many series takes memory and a lock that counting needs: two at a time, however many ask.
    private const int MaxLooks = 2;
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(5);

    // Streams are open for minutes. Through a proxy many viewers have one address.
    private const int MaxStreams = 16;
    private const int MaxStreamsOfAddress = 8;

    private readonly Slots _scrapes;
    private readonly Slots _looks;
    private readonly Slots _streams;
    private readonly TimeSpan _requestTime;

    public GuardedEndpoints(Endpoints endpoints, WebGuard guard, TimeProvider time)
    {
        _endpoints = endpoints;
        _guard = guard;
        _time = time;
        var limits = guard.Current.Config.Limits;
        _requestTime = limits.RequestTime;

        // One address may be slow on purpose; it leaves the rest to others.
        _scrapes = new Slots(limits.Scrapes, Math.Max(1, limits.Scrapes / 2), time);
        _looks = new Slots(MaxLooks, MaxLooks, time);
        _streams = new Slots(MaxStreams, MaxStreamsOfAddress, time);
    }

    public async Task HandleAsync(HttpContext http)
    {
        // What a timer cuts off must be this request and no later one: disposing of it waits until it is at rest.
        var most = ApiEndpoints.IsStream(http) ? Timeout.InfiniteTimeSpan : _requestTime;
        await using var limit = _time.CreateTimer(_ => CutOff(http), state: null, most, Timeout.InfiniteTimeSpan);
        try
        {
            await AnswerAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has hung up, or was cut off.
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        // One snapshot for all of it: what is decided with one configuration is not carried out with another.
        var snapshot = _guard.Current;
        http.Response.Headers.CacheControl = "no-store";
        if (snapshot.Config.Headers.Count > 0) http.Response.OnStarting(() => AddHeaders(http.Response, snapshot));
        var isStale = snapshot.Tls is not null && !ReferenceEquals(ConnectionGuard.MaterialOf(http), snapshot.Tls);
        if (isStale) http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

        var path = http.Request.Path.Value ?? "";
        if (!snapshot.IsOpen(path) && await RefusalAsync(http, snapshot, isStale) is { } refusal)
            await RefuseAsync(http, snapshot, refusal);
        else if (Endpoints.IsScrape(http)) await AnswerAsync(http, _scrapes, ScrapePatience, PortRefusal.TooManyScrapes);
        else if (ApiEndpoints.IsStream(http)) await AnswerAsync(http, _streams, TimeSpan.Zero, PortRefusal.TooManyLooks);
        else if (ApiEndpoints.IsLook(http)) await AnswerAsync(http, _looks, LookPatience, PortRefusal.TooManyLooks);
        else await _endpoints.HandleAsync(http);
    }

    // At the very last: an answer that turns into an error begins anew, without headers.
    private static Task AddHeaders(HttpResponse response, WebSnapshot snapshot)
    {
        foreach (var (name, value) in snapshot.Config.Headers) response.Headers[name] = value;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext http, Slots places, TimeSpan patience, PortRefusal otherwise)
    {
        var client = ClientAddress.Of(http.Connection.RemoteIpAddress);
        if (!await places.TryEnterAsync(client, patience, http.RequestAborted))
        {
            await RefuseAsync(http, _guard.Current, otherwise);
            return;
        }

        try
        {
            await _endpoints.HandleAsync(http);
        }
        finally
        {
            places.Leave(client);
        }
    }

    /// <returns>Why it is not answered; null if it is.</returns>
    private async Task<PortRefusal?> RefusalAsync(HttpContext http, WebSnapshot snapshot, bool isStale)
    {
        if (snapshot.Bucket is { } bucket && !bucket.TryTake()) return PortRefusal.TooManyRequests;
        if (snapshot.Tls is { Client.IsRequired: true } tls)
        {
            // A connection of older material was judged by the policy of that.
            var certificate = http.Connection.ClientCertificate;
            if (certificate is null || (isStale && !tls.Client.AcceptsLater(certificate))) return PortRefusal.NoCertificate;
        }

        return snapshot.NeedsCredentials ? await CheckCredentialsAsync(http, snapshot) : null;
    }

    private async Task<PortRefusal?> CheckCredentialsAsync(HttpContext http, WebSnapshot snapshot)
    {
        if (http.Request.Headers.Authorization is not [{ } header]) return PortRefusal.NoCredentials;
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && snapshot.Tokens.Count > 0)
            return snapshot.Tokens.Contains(header[Bearer.Length..].Trim()) ? null : PortRefusal.WrongCredentials;

        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || snapshot.Config.Users.Count == 0
            || !BasicCredentials.TryParse(header.AsSpan(Basic.Length).Trim(), out var credentials)) return PortRefusal.NoCredentials;

        var client = ClientAddress.Of(http.Connection.RemoteIpAddress);
        return await _guard.Passwords.CheckAsync(snapshot.Config.Users, credentials, client, http.RequestAborted) switch
        {
            PasswordVerdict.Right => null,
            PasswordVerdict.Busy => PortRefusal.TooManyGuesses,
            _ => PortRefusal.WrongCredentials,
        };
    }

    private async Task RefuseAsync(HttpContext http, WebSnapshot snapshot, PortRefusal refusal)
    {
        _guard.Refusals.Add(refusal);
        switch (refusal)
        {
            case PortRefusal.TooManyScrapes:
                await RefuseForNowAsync(http, StatusCodes.Status503ServiceUnavailable, "as many scrapes as may be are being answered");
                break;
            case PortRefusal.TooManyLooks:
                await RefuseForNowAsync(http, StatusCodes.Status503ServiceUnavailable, "as many people as may are being shown something");
                break;
            case PortRefusal.TooManyRequests:
                await RefuseForNowAsync(http, StatusCodes.Status429TooManyRequests, "more requests than rate_limit allows");
                break;
            case PortRefusal.TooManyGuesses:
                await RefuseForNowAsync(http, StatusCodes.Status429TooManyRequests, "too many passwords are waiting to be checked");
                break;
            default:
                http.Response.Headers.WWWAuthenticate = Challenges(snapshot, refusal);
                await ShortAnswer.WriteAsync(http, StatusCodes.Status401Unauthorized, refusal == PortRefusal.NoCertificate
                    ? "A certificate of a client is needed here.\n"
                    : "Credentials are needed here.\n");
                break;
        }
    }

    private static Task RefuseForNowAsync(HttpContext http, int status, string reason)
    {
        http.Response.Headers.RetryAfter = "1";
        return ShortAnswer.WriteAsync(http, status, $"try again later: {reason}\n");
    }

    // RFC 9110, section 11.6.1 asks for one with every 401. For certificates none is registered; ours says what it is.
    private static string[] Challenges(WebSnapshot snapshot, PortRefusal refusal)
    {
        if (refusal == PortRefusal.NoCertificate) return [$"Certificate {Realm}"];

        var challenges = new List<string>();
        if (snapshot.Config.Users.Count > 0) challenges.Add($"Basic {Realm}, charset=\"UTF-8\"");
        if (snapshot.Tokens.Count > 0) challenges.Add($"Bearer {Realm}");
        return [.. challenges];
    }

    private void CutOff(HttpContext http)
    {
        _guard.Refusals.Add(PortRefusal.TooSlow);
        http.Abort();
    }
}
