using LogPair.Testing;

namespace LogPair.Host.Web;

/// <summary>A web configuration with its certificates, as Kubernetes mounts a Secret: each file is a link through <c>..data</c>.</summary>
internal sealed class WebFiles : IDisposable
{
    /// <summary>Of "alice-password", at a cost that tests can afford.</summary>
    public static readonly string Hash = BCrypt.Net.BCrypt.HashPassword("alice-password", workFactor: 4);

    private readonly TempVolume _volume = new(nameof(WebFiles));
    private readonly MountedSecret _secret;

    public WebFiles()
    {
        _secret = new MountedSecret(_volume.Path);
        Server = Authority.IssueServer();
    }

    public CertificateAuthority Authority { get; } = new();

    public IssuedCertificate Server { get; private set; }

    public string ConfigPath => _volume["web.yml"];

    public string this[string name] => _volume[name];

    public WebFiles Configure(string yaml)
    {
        File.WriteAllText(ConfigPath, yaml);
        return this;
    }

    /// <summary>Puts a certificate of the server and the authority in place, swapped in at once.</summary>
    public WebFiles Mount(IssuedCertificate? server = null)
    {
        Server = server ?? Server;
        return MountFiles(("tls.crt", Server.Pem), ("tls.key", Server.KeyPem), ("ca.crt", Authority.Pem));
    }

    public WebFiles MountFiles(params (string Name, string Content)[] files)
    {
        _secret.Swap(files);
        return this;
    }

    public void Dispose()
    {
        Authority.Dispose();
        _volume.Dispose();
    }
}
