using System.Net.Security;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.Web.Settings;

/// <summary>Reads a web configuration in the format of Prometheus' exporter-toolkit, checks it whole, reports every error.</summary>
/// <remarks>
/// Source: docs/web-configuration.md of github.com/prometheus/exporter-toolkit. The section <c>logpair</c> is our own.
/// </remarks>
internal sealed class WebConfigReader
{
    /// <summary>The section that Prometheus' format does not have.</summary>
    private const string Own = "logpair";

    // What takes seconds already at 18 keeps a process busy for hours at 31.
    private const int MaxBcryptCost = 18;

    private const int MaxTokenFiles = 100;

    private static readonly string[] Keys = ["tls_server_config", "http_server_config", "basic_auth_users", "rate_limit", Own];

    private static readonly (string Name, string[] Values)[] HeaderNames =
    [
        ("Strict-Transport-Security", []),
        ("X-Content-Type-Options", ["nosniff"]),
        ("X-Frame-Options", ["deny", "sameorigin"]),
        ("X-XSS-Protection", []),
        ("Content-Security-Policy", []),
    ];

    private readonly WebConfigText _file;
    private readonly string _directory;

    private WebConfigReader(string path)
    {
        _file = new WebConfigText(path);
        _directory = Path.GetDirectoryName(path) ?? "";
    }

    /// <param name="path">Of the file, as the user named it. Relative paths in the file begin at its directory.</param>
    /// <param name="yaml">Its content.</param>
    /// <param name="errors">Empty if the result can be used.</param>
    public static WebConfig Read(string path, string yaml, out IReadOnlyList<RuleError> errors)
    {
        var reader = new WebConfigReader(path);
        var syntax = new List<YamlProblem>();
        var root = YamlReader.Read(yaml, syntax);

        // The problem's own words may quote the file.
        foreach (var problem in syntax)
        {
            reader._file.Error(problem.Position, "this is not valid YAML, or a key that is here twice",
                "Quote values with special characters; indent with spaces.");
        }

        var config = root is null ? WebConfig.None : reader.Read(root);
        errors = reader._file.Errors;
        return config;
    }

    private WebConfig Read(YamlNode root)
    {
        var sections = _file.Section(root, "a web configuration", Keys);
        var tls = sections.TryGetValue("tls_server_config", out var node)
            ? TlsSettingsReader.Read(node, _file, _directory)
            : null;
        var (isHttp2, headers) = Http(sections.GetValueOrDefault("http_server_config"));
        var own = sections.TryGetValue(Own, out var section)
            ? _file.Section(section, Own, ["bearer_token_files", "open_paths", "limits"])
            : [];
        if (tls is { CipherSuites: { } suites, MinVersion: TlsVersion.Tls12 } && isHttp2) CheckForHttp2(suites, node!);
        return new WebConfig
        {
            Tls = tls,
            IsHttp2 = isHttp2,
            Headers = headers,
            Users = sections.TryGetValue("basic_auth_users", out var users) ? Users(users) : new Dictionary<string, Secret>(),
            Rate = sections.TryGetValue("rate_limit", out var rate) ? Rate(rate) : null,
            TokenFiles = own.TryGetValue("bearer_token_files", out var tokens) ? TokenFiles(tokens) : [],
            OpenPaths = own.TryGetValue("open_paths", out var paths) ? OpenPaths(paths) : WebConfig.DefaultOpenPaths,
            Limits = own.TryGetValue("limits", out var limits) ? Limits(limits) : new WebLimits(),
        };
    }

    // RFC 9113, section 9.2.2: a client may hang up otherwise.
    private void CheckForHttp2(IReadOnlyList<TlsCipherSuite> suites, YamlNode section)
    {
        if (suites.Contains(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
            || suites.Contains(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)) return;

        _file.Error(section.Position, "cipher_suites lacks one that HTTP/2 needs",
            "Add TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 or TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, or set http2: false.");
    }

    private (bool IsHttp2, IReadOnlyList<KeyValuePair<string, string>> Headers) Http(YamlNode? node)
    {
        var values = node is null ? [] : _file.Section(node, "http_server_config", ["http2", "headers"]);
        var isHttp2 = !values.TryGetValue("http2", out var http2) || (_file.Boolean(http2, "http2") ?? true);
        if (!values.TryGetValue("headers", out var headers)) return (isHttp2, []);

        var result = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in _file.Section(headers, "headers", [.. HeaderNames.Select(header => header.Name)]))
        {
            if (Header(name, value) is { } text) result.Add(new(name, text));
        }

        return (isHttp2, result);
    }

    private string? Header(string name, YamlNode node)
    {
        var allowed = HeaderNames.Single(header => header.Name == name).Values;
        if (allowed.Length > 0)
            return _file.Named(node, name, [.. allowed.Select((value, i) => (value, i))]) is { } i ? allowed[i] : null;
        if (_file.Text(node, name) is not { } text) return null;
        if (text.All(c => c is >= ' ' and <= '~')) return text;

        _file.Error(node.Position, $"{name} must be printable ASCII, on one line");
        return null;
    }

    private Dictionary<string, Secret> Users(YamlNode node)
    {
        var users = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var (name, value) in _file.Entries(node, "basic_auth_users"))
        {
            if (name.Value.Contains(':', StringComparison.Ordinal))
                _file.Error(name.Position, "the name of a user cannot hold a colon", "Basic authentication ends the name with it.");
            if (value is not YamlScalar { IsNull: false } hash)
                _file.Error(name.Position, "this user has no hash of a password", HashHint);
            else if (BcryptHash.CostOf(hash.Value) is not { } cost)
                _file.Error(hash.Position, "this is not a bcrypt hash", HashHint);
            else if (cost > MaxBcryptCost)
                _file.Error(hash.Position, $"the cost of this hash is over {MaxBcryptCost}: a check would take seconds", "Use 10.");
            else users.TryAdd(name.Value, new Secret(hash.Value));
        }

        return users;
    }

    private const string HashHint = "Make one with: htpasswd -nBC 10 \"\" | tr -d ':\\n'";

    private RequestRate? Rate(YamlNode node)
    {
        var values = _file.Section(node, "rate_limit", ["interval", "burst"]);
        var interval = values.TryGetValue("interval", out var time)
            ? _file.Time(time, "interval", TimeSpan.Zero, TimeSpan.FromHours(1))
            : TimeSpan.Zero;
        if (interval is null || interval == TimeSpan.Zero) return null;
        if (!values.TryGetValue("burst", out var count))
        {
            _file.Error(node.Position, "rate_limit has no burst",
                "Without one, no request would be answered. Give burst: 10, for example.");
            return null;
        }

        return _file.WholeNumber(count, "burst", 1, 1_000_000) is { } burst ? new RequestRate(interval.Value, burst) : null;
    }

    private List<TextSource> TokenFiles(YamlNode node)
    {
        var files = _file.Texts(node, "bearer_token_files");
        if (files.Count is 0 or > MaxTokenFiles)
        {
            _file.Error(node.Position, $"bearer_token_files must have 1 to {MaxTokenFiles} entries",
                "Remove the key to need no token.");
        }

        return
        [
            .. files.Select(file =>
                TextSource.OfFile("bearer_token_files", file.At, Path.Combine(_directory, file.Text))),
        ];
    }

    private List<string> OpenPaths(YamlNode node)
    {
        var paths = _file.Texts(node, "open_paths");
        foreach (var (path, at) in paths)
        {
            if (!path.StartsWith('/') || path.AsSpan().ContainsAny("*?#%"))
                _file.Error(at, "an open path begins with a slash and is compared whole", "Write /healthz, for example.");
        }

        return [.. paths.Select(path => path.Text)];
    }

    private WebLimits Limits(YamlNode node)
    {
        var defaults = new WebLimits();
        var values = _file.Section(node, "limits", ["connections", "connections_per_address", "scrapes", "request_time"]);
        var connections = Number("connections", 2, 10_000, defaults.Connections);
        return new WebLimits
        {
            Connections = connections,
            ConnectionsPerAddress = Number("connections_per_address", 1, 10_000, Math.Max(1, connections / 4)),
            Scrapes = Number("scrapes", 1, 1000, defaults.Scrapes),
            RequestTime = values.TryGetValue("request_time", out var time)
                ? _file.Time(time, "request_time", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ?? defaults.RequestTime
                : defaults.RequestTime,
        };

        int Number(string key, int least, int most, int fallback) =>
            values.TryGetValue(key, out var value) ? _file.WholeNumber(value, key, least, most) ?? fallback : fallback;
    }
}
