using System.Globalization;
using LogPair.Host.Logging;
using LogPair.Host.Web.Access;
using LogPair.Host.Web.Settings;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Web;

/// <summary>What protects the port: the web configuration in force, looked at again and again, and what was refused.</summary>
/// <remarks>What changes is taken over whole or not at all: what is wrong keeps all of the old in force, and is said.</remarks>
internal sealed partial class WebGuard : IPortReport, IDisposable
{
    /// <summary>Time between two looks: a change is in force two or three seconds later.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string? _path;
    private readonly TimeProvider _time;
    private volatile WebSnapshot _current;
    private volatile PortHealth? _health;

    // The last look, and the fingerprint of the last one that was taken over or refused.
    private WebConfigReading? _last;
    private string? _judged;

    private WebGuard(WebConfigReading? reading, WebSnapshot current, TimeProvider time)
    {
        _path = reading?.Path;
        _current = current;
        _last = reading;
        _judged = reading?.Fingerprint;
        _time = time;
        Passwords = new PasswordCheck(time);
        if (reading is not null) _health = HealthOf(current);
    }

    /// <summary>The clock of everything about the port that is not done for somebody who waits.</summary>
    public TimeProvider Time => _time;

    /// <summary>In force now.</summary>
    public WebSnapshot Current => _current;

    /// <summary>Of URLs. TLS cannot be switched on or off while it runs.</summary>
    public string Scheme => _current.Tls is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    public PasswordCheck Passwords { get; }

    public RefusalCounts Refusals { get; } = new();

    public PortHealth? Health => _health;

    /// <summary>For whoever has no web configuration.</summary>
    public static WebGuard None(TimeProvider time) => new(reading: null, WebSnapshot.Open(time), time);

    /// <param name="path">Of the web configuration; null for none.</param>
    /// <param name="time">For everything.</param>
    /// <param name="errors">Everything that is wrong with it, and with the files that it names.</param>
    /// <returns>Null if there are errors.</returns>
    public static WebGuard? TryOpen(string? path, TimeProvider time, out IReadOnlyList<RuleError> errors)
    {
        errors = [];
        if (path is null) return None(time);

        var reading = WebConfigReading.OfQuiet(path);
        return WebSnapshot.TryCreate(reading, time, out errors) is { } snapshot
            ? new WebGuard(reading, snapshot, time)
            : null;
    }

    public long TakeRefusals(PortRefusal reason) => Refusals.Take(reason);

    /// <summary>Says what is in force, and looks for changes until <paramref name="cancel"/>.</summary>
    public async Task WatchAsync(ILogger logger, CancellationToken cancel)
    {
        if (_path is null) return;

        Say(logger, _current);
        if (_current.Tls is null && _current.NeedsCredentials) Log.PlainCredentials(logger, _path);
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) Look(logger);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>One look. Judges only what is the same in two looks: files are read one after the other.</summary>
    public void Look(ILogger logger)
    {
        var reading = WebConfigReading.Of(_path!, _last);
        var isAtRest = reading.Fingerprint == _last!.Fingerprint;
        _last = reading;
        if (!isAtRest || reading.Fingerprint == _judged) return;

        _judged = reading.Fingerprint;
        if (WebSnapshot.TryCreate(reading, _time, out var errors) is { } snapshot) TakeOver(snapshot, logger);
        else Refuse(errors, logger);
    }

    public void Dispose() => Passwords.Dispose();

    private void TakeOver(WebSnapshot snapshot, ILogger logger)
    {
        if (snapshot.Tls is null != _current.Tls is null)
        {
            const string What = "TLS cannot be switched on or off while the port is open";
            Refuse([new RuleError(_path!, 1, 1, What, "Restart the processor.")], logger);
            return;
        }

        // A Secret that was emptied by mistake looks just like this.
        if (_current.IsProtected && !snapshot.IsProtected)
        {
            const string What = "no user, token or client CA is left, so everybody would be answered";
            Refuse([new RuleError(_path!, 1, 1, What, "Restart the processor if that is meant.")], logger);
            return;
        }

        if (snapshot.Config.Limits != _current.Config.Limits) Log.LimitsNeedRestart(logger, _path!);
        _current = snapshot;
        _health = HealthOf(snapshot);
        Log.Reloaded(logger, _path!);
        Say(logger, snapshot);
    }

    private void Refuse(IReadOnlyList<RuleError> errors, ILogger logger)
    {
        _health = _health! with { IsLastReloadSuccess = false };
        foreach (var error in errors) Log.ReloadProblem(logger, error.ToString());
        Log.ReloadFailed(logger, errors.Count);
    }

    private PortHealth HealthOf(WebSnapshot snapshot) => new(IsLastReloadSuccess: true, _time.GetUtcNow(), snapshot.Tls?.Expiry);

    private void Say(ILogger logger, WebSnapshot snapshot)
    {
        if (snapshot.Tls is not { } tls) return;

        var expiry = tls.Expiry.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
        if (tls.Expiry > _time.GetUtcNow()) Log.Certificate(logger, tls.Thumbprint, expiry);
        else Log.ExpiredCertificate(logger, tls.Thumbprint, expiry);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.WebReloaded, LogLevel.Information, "Reloaded {Path} and the files that it names")]
        public static partial void Reloaded(ILogger logger, string path);

        [LoggerMessage(EventIds.WebReloadProblem, LogLevel.Error, "{Problem}")]
        public static partial void ReloadProblem(ILogger logger, string problem);

        [LoggerMessage(EventIds.WebReloadFailed, LogLevel.Error,
            "The changed web configuration is not used, it has {Problems} errors; certificates, users and tokens before it "
            + "stay in force. Mend the files, they are looked at again when they change")]
        public static partial void ReloadFailed(ILogger logger, int problems);

        [LoggerMessage(EventIds.WebLimitsNeedRestart, LogLevel.Warning,
            "{Path}: the limits have changed; this process keeps those it began with until it is restarted")]
        public static partial void LimitsNeedRestart(ILogger logger, string path);

        [LoggerMessage(EventIds.Certificate, LogLevel.Information,
            "TLS: the certificate {Thumbprint} is served, good until {Expiry}")]
        public static partial void Certificate(ILogger logger, string thumbprint, string expiry);

        [LoggerMessage(EventIds.ExpiredCertificate, LogLevel.Warning,
            "TLS: the certificate {Thumbprint} is served, which ran out at {Expiry}; clients will refuse it. "
            + "Put a new one in its place")]
        public static partial void ExpiredCertificate(ILogger logger, string thumbprint, string expiry);

        [LoggerMessage(EventIds.PlainCredentials, LogLevel.Warning,
            "{Path} asks for credentials but has no TLS: whoever sees the network sees them. Give tls_server_config, or listen "
            + "on localhost or a Unix socket")]
        public static partial void PlainCredentials(ILogger logger, string path);
    }
}
