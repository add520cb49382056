using System.Net.Security;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.Web.Settings;

/// <summary>Reads the section <c>tls_server_config</c>.</summary>
internal sealed class TlsSettingsReader
{
    private const string ClientAuth = "client_auth_type";
    private const string AllowedNames = "client_allowed_sans";
    private const string MinVersion = "min_version";
    private const string MaxVersion = "max_version";
    private const string Suites = "cipher_suites";
    private const string Preference = "prefer_server_cipher_suites";
    private const string Curves = "curve_preferences";

    private static readonly string[] Keys =
    [
        "cert", "key", "client_ca", "cert_file", "key_file", ClientAuth, "client_ca_file", AllowedNames, MinVersion,
        MaxVersion, Suites, Preference, Curves,
    ];

    private static readonly (string, int)[] Versions = [("TLS13", 13), ("TLS12", 12), ("TLS11", 11), ("TLS10", 10)];

    private static readonly (string, ClientAuthentication)[] Policies =
    [
        .. Enum.GetValues<ClientAuthentication>().Select(policy => (policy.ToString(), policy)),
        ("RequireClientCert", ClientAuthentication.RequireAnyClientCert),
    ];

    private readonly WebConfigText _file;
    private readonly string _directory;
    private readonly YamlPosition _start;
    private readonly Dictionary<string, YamlNode> _values;

    private TlsSettingsReader(YamlNode node, WebConfigText file, string directory)
    {
        _file = file;
        _directory = directory;
        _start = node.Position;
        _values = file.Section(node, "tls_server_config", Keys);
    }

    /// <param name="node">The section.</param>
    /// <param name="file">Gets the errors.</param>
    /// <param name="directory">Where relative paths begin.</param>
    /// <returns>Null for an empty section, and for one with errors.</returns>
    public static TlsSettings? Read(YamlNode node, WebConfigText file, string directory)
    {
        var reader = new TlsSettingsReader(node, file, directory);
        return reader._values.Count == 0 ? null : reader.Read();
    }

    private TlsSettings? Read()
    {
        var certificate = Source("cert", "cert_file");
        var key = Source("key", "key_file");
        if (certificate is null) Missing("cert_file");
        if (key is null) Missing("key_file");
        RefuseWhatCannotBeChosen();

        var policy = _values.TryGetValue(ClientAuth, out var type)
            ? _file.Named(type, ClientAuth, Policies)
            : ClientAuthentication.NoClientCert;
        var authority = Source("client_ca", "client_ca_file");
        if (policy is { } known) CheckPolicy(known, authority);

        var (least, most) = (Version(MinVersion, TlsVersion.Tls12), Version(MaxVersion, TlsVersion.Tls13));
        if (least > most) _file.Error(_values[MaxVersion].Position, $"{MaxVersion} is lower than {MinVersion}");
        return certificate is null || key is null || policy is null ? null : new TlsSettings
        {
            Certificate = certificate,
            Key = key,
            ClientAuthentication = policy.Value,
            ClientAuthority = policy.Value.IsVerified() ? authority : null,
            ClientNames = _values.TryGetValue(AllowedNames, out var names)
                ? [.. _file.Texts(names, AllowedNames).Select(name => name.Text)]
                : [],
            MinVersion = least,
            MaxVersion = most,
            CipherSuites = _values.TryGetValue(Suites, out var suites) ? CipherSuites(suites) : null,
        };
    }

    private void Missing(string key) =>
        _file.Error(_start, $"tls_server_config has no {key}",
            "TLS needs cert_file and key_file: PEM files of a certificate and its key.");

    private TextSource? Source(string textKey, string fileKey)
    {
        if (_values.TryGetValue(fileKey, out var file))
        {
            if (_values.ContainsKey(textKey))
                _file.Error(file.Position, $"{textKey} and {fileKey} say the same in two ways", "Remove one.");
            return _file.Text(file, fileKey) is { } path
                ? TextSource.OfFile(fileKey, file.Position, Path.Combine(_directory, path))
                : null;
        }

        return _values.TryGetValue(textKey, out var node) && _file.Text(node, textKey) is { } text
            ? TextSource.OfText(textKey, node.Position, new Secret(text))
            : null;
    }

    private void CheckPolicy(ClientAuthentication policy, TextSource? authority)
    {
        if (authority is not null && policy == ClientAuthentication.NoClientCert)
        {
            _file.Error(authority.Position, $"{authority.Key} is given, and no certificate of a client is asked for",
                $"Set {ClientAuth} to RequireAndVerifyClientCert.");
        }

        // Go would take the system's roots, that is, a certificate that anybody can buy.
        if (authority is null && policy.IsVerified())
        {
            _file.Error(_values[ClientAuth].Position, $"{policy} needs client_ca_file",
                "Name the PEM file of the CA that issues the certificates of clients.");
        }

        if (_values.TryGetValue(AllowedNames, out var names) && !policy.IsRequired())
        {
            _file.Error(names.Position, $"{AllowedNames} needs certificates of clients to be required",
                $"Set {ClientAuth} to RequireAndVerifyClientCert.");
        }
    }

    private TlsVersion Version(string key, TlsVersion fallback)
    {
        if (!_values.TryGetValue(key, out var node) || _file.Named(node, key, Versions) is not { } version) return fallback;
        if (version >= 12) return version == 12 ? TlsVersion.Tls12 : TlsVersion.Tls13;

        _file.Error(node.Position, $"TLS{version} is not spoken here: it is broken (RFC 8996)", "Use TLS12 or TLS13.");
        return fallback;
    }

    private List<TlsCipherSuite> CipherSuites(YamlNode node)
    {
        var items = node is YamlList list ? list.Items : [];
        if (node is not YamlList) _file.Error(node.Position, $"{Suites} must be a list", "Begin each item with a dash.");
        return
        [
            .. items.Select(item => _file.Named(item, Suites, CipherSuiteNames.Known)).OfType<TlsCipherSuite>(),
        ];
    }

    private void RefuseWhatCannotBeChosen()
    {
        if (_values.TryGetValue(Curves, out var curves))
        {
            _file.Error(curves.Position,
                $"{Curves} cannot be chosen here: .NET leaves curves to OpenSSL, which prefers X25519 and then P-256",
                "Remove the key.");
        }

        if (_values.TryGetValue(Preference, out var preference) && _file.Boolean(preference, Preference) == false)
        {
            _file.Error(preference.Position, $"{Preference} cannot be false here: .NET always prefers the server's order",
                "Remove the key.");
        }
    }
}
