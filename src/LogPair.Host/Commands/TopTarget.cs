using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LogPair.Host.Configuration;
using LogPair.Host.Web;

namespace LogPair.Host.Commands;

/// <summary>Which processor to ask, and how.</summary>
/// <param name="Root">Of its paths.</param>
/// <param name="Shown">For people.</param>
/// <param name="Http">With credentials.</param>
internal sealed record TopTarget(Uri Root, string Shown, HttpClient Http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null if there are problems.</returns>
    public static TopTarget? Find(TopFlags flags, LoadedConfiguration configuration, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        problems = found;
        var credentials = Credentials(flags, found);
        var (root, handler) = flags.Url is { } url ? Remote(url, found) : Local(configuration, found);
        if (root is not null && flags.AuthorityFile is { } authorities) Trust(handler, authorities, found);
        if (root is null || found.Count > 0)
        {
            handler.Dispose();
            return null;
        }

        var http = new HttpClient(handler) { Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = credentials;
        var listen = configuration.Settings.Listen;
        return new TopTarget(root, flags.Url is null && listen.SocketPath is not null ? listen.ToString() : root.ToString().TrimEnd('/'), http);
    }

    private static (Uri? Root, SocketsHttpHandler Handler) Remote(string url, List<string> problems)
    {
        // The address that people have at hand is that of the metrics.
        var above = url.EndsWith("/metrics", StringComparison.Ordinal) ? url[..^"/metrics".Length] : url;
        var isUrl = Uri.TryCreate(above.TrimEnd('/') + "/", UriKind.Absolute, out var root) && root.Scheme is "http" or "https";
        if (isUrl && root!.UserInfo.Length == 0) return (root, LocalClient.Plain());

        problems.Add(isUrl
            ? "--url: a password in a URL is seen by everybody who sees the screen. Give it with --user and --password-file."
            : $"--url: '{url}' is not a URL. Expected is one such as http://127.0.0.1:9464.");
        return (null, LocalClient.Plain());
    }

    private static (Uri? Root, SocketsHttpHandler Handler) Local(LoadedConfiguration configuration, List<string> problems)
    {
        // Rules that somebody broke do not keep anybody from looking at a running processor.
        var wrong = configuration.Resolved.FirstOrDefault(resolved => resolved.Setting == SettingTable.Listen
            && resolved.Source != SettingSource.Default && !resolved.Setting.Accepts(resolved.Text));
        if (wrong is not null) problems.Add($"{wrong.Where}: '{wrong.Text}' is not an address to ask.");

        var settings = configuration.Settings;
        return (new Uri(new Uri(LocalClient.Url(settings.Listen, settings.WebConfig)), "/"), LocalClient.Of(settings.Listen));
    }

    private static AuthenticationHeaderValue? Credentials(TopFlags flags, List<string> problems)
    {
        if (flags.TokenFile is { } token) return new AuthenticationHeaderValue("Bearer", Secret("--token-file", token, problems));
        if (flags.User is not { } user) return null;

        var password = Secret("--password-file", flags.PasswordFile!, problems);
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    private static string Secret(string flag, string path, List<string> problems)
    {
        try
        {
            // As where tokens are accepted: while one is being replaced there are two.
            var secret = File.ReadLines(path).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
            if (secret.Length > 0 && !secret.Any(char.IsControl)) return secret;

            problems.Add($"{flag}: {path} holds no {(flag == "--token-file" ? "token" : "password")}: a line of text is expected.");
            return "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{flag}: {error.Message}");
            return "";
        }
    }

    private static void Trust(SocketsHttpHandler handler, string path, List<string> problems)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            if (authorities.Count == 0) problems.Add($"--ca-file: {path} holds no certificate (PEM).");
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Add($"--ca-file: {error.Message}");
        }
    }
}
