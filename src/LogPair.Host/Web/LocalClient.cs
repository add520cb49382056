using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Web;

/// <summary>How a process on the same machine asks the port.</summary>
internal static class LocalClient
{
    /// <summary>For a URL that somebody gave.</summary>
    public static SocketsHttpHandler Plain() => new() { UseProxy = false };

    /// <summary>For our own port or socket.</summary>
    public static SocketsHttpHandler Of(ListenAddress listen)
    {
        var handler = Plain();

        // As a kubelet: it asks whether somebody is there, sends nothing secret, and the certificate names another address.
#pragma warning disable CA5359 // Accepting any certificate is what is meant.
        handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        if (listen.SocketPath is { } path) handler.ConnectCallback = async (_, cancel) => await ConnectAsync(path, cancel);
        return handler;
    }

    /// <summary>Where readiness is asked.</summary>
    /// <param name="listen">Where it listens.</param>
    /// <param name="webConfig">Path of the web configuration; null for none. One that is wrong is taken for one without TLS.</param>
    public static string Url(ListenAddress listen, string? webConfig)
    {
        var scheme = HasTls(webConfig) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return listen.SocketPath is null ? listen.Url("/readyz", scheme) : $"{scheme}://localhost/readyz";
    }

    private static bool HasTls(string? webConfig) =>
        webConfig is not null && FileContent.Of(webConfig).Bytes is { } yaml
            && WebConfigReader.Read(webConfig, Encoding.UTF8.GetString(yaml), out _).Tls is not null;

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
