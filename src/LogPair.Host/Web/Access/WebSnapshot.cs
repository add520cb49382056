using LogPair.Host.Web.Settings;
using LogPair.Host.Web.Tls;
using LogPair.Processor.Rules;

namespace LogPair.Host.Web.Access;

/// <summary>Everything of one reading that is in force together. Never changed; the next reading makes the next one.</summary>
internal sealed class WebSnapshot
{
    private WebSnapshot(WebConfig config, TlsMaterial? tls, TokenSet tokens, TimeProvider time)
    {
        Config = config;
        Tls = tls;
        Tokens = tokens;
        if (config.Rate is { } rate) Bucket = new RequestBucket(rate, time);
    }

    public WebConfig Config { get; }

    /// <summary>Null for plain HTTP.</summary>
    public TlsMaterial? Tls { get; }

    public TokenSet Tokens { get; }

    /// <summary>Null where no rate is set.</summary>
    public RequestBucket? Bucket { get; }

    /// <summary>Whether somebody must say who it is.</summary>
    public bool NeedsCredentials => Config.Users.Count > 0 || Tokens.Count > 0;

    /// <summary>Whether anybody is kept out at all.</summary>
    public bool IsProtected => NeedsCredentials || Config.Tls?.ClientAuthority is not null;

    /// <summary>That of a process without a web configuration.</summary>
    public static WebSnapshot Open(TimeProvider time) => new(WebConfig.None, tls: null, TokenSet.None, time);

    /// <param name="reading">To be used.</param>
    /// <param name="time">Of the rate.</param>
    /// <param name="errors">Everything that is wrong with it.</param>
    /// <returns>Null if there are errors.</returns>
    public static WebSnapshot? TryCreate(WebConfigReading reading, TimeProvider time, out IReadOnlyList<RuleError> errors)
    {
        var found = new List<RuleError>(reading.Errors);
        errors = found;
        if (found.Count > 0) return null;

        var tls = reading.Config.Tls is null ? null : TlsMaterialReader.Read(reading, found);
        var tokens = TokenSet.Read(reading, found);
        return found.Count > 0 ? null : new WebSnapshot(reading.Config, tls, tokens, time);
    }

    /// <summary>Whether a path is answered whoever asks.</summary>
    /// <param name="path">As the endpoints compare it.</param>
    public bool IsOpen(string path) => Config.OpenPaths.Contains(path);
}
