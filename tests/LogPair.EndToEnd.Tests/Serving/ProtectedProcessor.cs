using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Serving;

/// <summary><c>logpair run</c> with a web configuration, certificates and tokens as a mounted Secret.</summary>
internal sealed class ProtectedProcessor : IAsyncDisposable
{
    public const string Password = "correct-horse-battery-staple-7481";
    public const string Token = "planted-bearer-token-5f0c2d9e81";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TempVolume _volume;
    private readonly MountedSecret _secret;
    private LogPairProcess? _process;

    private ProtectedProcessor(TempVolume volume)
    {
        _volume = volume;
        _secret = new MountedSecret(volume["secret"]);
        Port = FreePort.Find();
        Server = Authority.IssueServer();
        Hash = BCrypt.Net.BCrypt.HashPassword(Password, workFactor: 10);
    }

    public int Port { get; }

    public CertificateAuthority Authority { get; } = new();

    /// <summary>In the Secret now.</summary>
    public IssuedCertificate Server { get; private set; }

    /// <summary>Of <see cref="Password"/>, at the cost that Prometheus' documentation names.</summary>
    public string Hash { get; }

    public LogPairProcess Process => _process!;

    public string ConfigPath => _volume["web.yml"];

    /// <param name="volume">Takes everything.</param>
    /// <param name="configuration">Of the web; <c>$hash</c> stands for the hash. Files are in <c>secret/</c>.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ProtectedProcessor> StartAsync(TempVolume volume, string configuration, CancellationToken cancel)
    {
        var processor = new ProtectedProcessor(volume);
        processor.Mount(processor.Server);
        Directory.CreateDirectory(volume["logs"]);
        await File.WriteAllTextAsync(volume["logs/app.log"], "{\"a\":1}\n", cancel);
        await File.WriteAllTextAsync(processor.ConfigPath, configuration.Replace("$hash", processor.Hash, StringComparison.Ordinal), cancel);
        processor._process = LogPairProcess.Start(
            "run", "--logs", volume["logs"], "--state", volume["state"], "--listen", $"127.0.0.1:{processor.Port}",
            "--web.config.file", processor.ConfigPath, "--log-level", "trace", "--stop-timeout", "1s");
        var isThere = await Deadline.PollAsync(
            Patience, () => Task.FromResult(processor.Process.Error.Contains("Metrics are at", StringComparison.Ordinal)),
            isThere => isThere || processor.Process.HasExited, cancel);
        Assert.True(isThere, processor.Process.Error);
        return processor;
    }

    /// <summary>Swaps another certificate in, as a rotated Secret does.</summary>
    public void Mount(IssuedCertificate server)
    {
        Server = server;
        _secret.Swap([("tls.crt", server.Pem), ("tls.key", server.KeyPem), ("ca.crt", Authority.Pem), ("token", Token + "\n")]);
    }

    /// <summary>The thumbprint of what a new connection is shown; empty if there is no handshake.</summary>
    public async Task<string> ServedAsync(CancellationToken cancel)
    {
        var thumbprint = "";
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, cancel);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            thumbprint = ((X509Certificate2)certificate!).Thumbprint;
            return thumbprint.Length > 0;
        });
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancel);
        return thumbprint;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        Authority.Dispose();
    }
}
