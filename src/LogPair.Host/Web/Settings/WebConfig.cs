namespace LogPair.Host.Web.Settings;

/// <summary>A web configuration: Prometheus' own format, and LogPair's section in it.</summary>
/// <remarks>A class and not a record: what it holds must not be printed.</remarks>
internal sealed class WebConfig
{
    /// <summary>What needs no credentials unless the configuration says otherwise: what a kubelet asks.</summary>
    public static readonly IReadOnlyList<string> DefaultOpenPaths = ["/healthz", "/readyz"];

    /// <summary>That of a process without such a file: everything is open, nothing is encrypted.</summary>
    public static WebConfig None { get; } = new();

    /// <summary>Null for plain HTTP.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Whether HTTP/2 is spoken, over TLS.</summary>
    public bool IsHttp2 { get; init; } = true;

    /// <summary>Added to every answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Hashes of passwords by user.</summary>
    public IReadOnlyDictionary<string, Secret> Users { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Null for none.</summary>
    public RequestRate? Rate { get; init; }

    public IReadOnlyList<TextSource> TokenFiles { get; init; } = [];

    /// <summary>Paths that are answered whoever asks.</summary>
    public IReadOnlyList<string> OpenPaths { get; init; } = DefaultOpenPaths;

    public WebLimits Limits { get; init; } = new();

    /// <summary>Every file that it names.</summary>
    public IEnumerable<TextSource> Files =>
        new[] { Tls?.Certificate, Tls?.Key, Tls?.ClientAuthority }.OfType<TextSource>()
            .Where(source => source.Path is not null).Concat(TokenFiles);
}
