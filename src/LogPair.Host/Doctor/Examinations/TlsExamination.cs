using System.Security.Cryptography.X509Certificates;
using System.Text;
using LogPair.Host.Units;
using LogPair.Host.Web.Access;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>The web configuration: errors, certificates, keys, and how long they are good.</summary>
internal sealed class TlsExamination : IExamination
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private const string NoScrape = "Prometheus refuses a certificate that is not good: no scrape succeeds.";

    private const string Renew =
        "Renew it, and put certificate and key in the same files; it is taken over while the processor runs: "
        + "kubectl create secret tls NAME --cert=tls.crt --key=tls.key --dry-run=client -o yaml | kubectl apply -f -";

    public string Name => "tls";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        if (patient.Settings.WebConfig is not { } path)
            return [Finding.Ok("none: whoever reaches the port is answered, without TLS")];

        var reading = WebConfigReading.OfQuiet(path);
        if (WebSnapshot.TryCreate(reading, patient.Surroundings.Time, out var errors) is not { } web)
        {
            return errors.Select(error => Finding.Failure(
                $"{error.File}:{error.Line}:{error.Column}: {error.Message}",
                "'logpair run' does not start with it, and a running processor keeps the certificates and users "
                    + "that it has.",
                error.Hint));
        }

        List<Finding> findings = [.. Certificates(reading, patient), .. Unencrypted(web, path)];
        return findings.Count > 0 ? findings : [Finding.Ok($"{path}: no errors; {Words(web)}")];
    }

    private static string Words(WebSnapshot web) =>
        (web.NeedsCredentials ? "credentials are asked for" : "nobody is asked for credentials") + ", without TLS";

    private static List<Finding> Certificates(WebConfigReading reading, Patient patient)
    {
        if (reading.Config.Tls is not { } tls) return [];

        List<Finding> findings = [.. Judge(tls.Certificate, "certificate", reading, patient)];
        if (tls.ClientAuthority is { } authority)
            findings.AddRange(Judge(authority, "client authority", reading, patient));
        return findings;
    }

    // That they can be read, and that the key belongs to the first, is known by now.
    private static IEnumerable<Finding> Judge(TextSource source, string what, WebConfigReading reading, Patient patient)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(Encoding.UTF8.GetString(reading.Content(source).Bytes!));
        foreach (var certificate in certificates)
        {
            yield return Judge($"{what} {certificate.Subject}, {source.Path ?? source.Key}", certificate, patient.Now);
            certificate.Dispose();
        }
    }

    private static Finding Judge(string name, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, until) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (until <= now)
            return Finding.Failure($"{name}, ran out {TimeWords.Of(now - until)} ago, on {until:u}", NoScrape, Renew);
        if (from > now)
        {
            return Finding.Failure($"{name}, is good only from {from:u}, in {TimeWords.Of(from - now)}", NoScrape,
                "Wait, set the clock of this machine (date -u), or issue it again.");
        }

        return until - now < Soon
            ? Finding.Warning($"{name}, runs out in {TimeWords.Of(until - now)}, on {until:u}", NoScrape, Renew)
            : Finding.Ok($"{name}, is good until {until:u}");
    }

    private static IEnumerable<Finding> Unencrypted(WebSnapshot web, string path)
    {
        if (web is { Tls: null, NeedsCredentials: true })
        {
            yield return Finding.Warning($"{path} asks for credentials without TLS",
                "Whoever can see the traffic can read them.",
                    "Add tls_server_config to it, or let a mesh encrypt (docs/security.md).");
        }
    }
}
