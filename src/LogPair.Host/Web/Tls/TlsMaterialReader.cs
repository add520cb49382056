using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LogPair.Host.Web.Settings;
using LogPair.Processor.Rules;

namespace LogPair.Host.Web.Tls;

/// <summary>Makes the material of handshakes of a reading.</summary>
/// <remarks>Errors are in our own words: those of the platform might quote what they could not read.</remarks>
internal static class TlsMaterialReader
{
    private const string Pem = "It must be PEM: -----BEGIN CERTIFICATE-----.";

    /// <param name="reading">Its configuration has TLS, and no errors.</param>
    /// <param name="errors">Gets what is wrong with the files.</param>
    /// <returns>Null if there are errors.</returns>
    public static TlsMaterial? Read(WebConfigReading reading, List<RuleError> errors)
    {
        var settings = reading.Config.Tls!;
        var certificates = Certificates(settings.Certificate, reading, errors);
        var key = Text(settings.Key, reading, errors);
        var authorities = settings.ClientAuthority is { } authority ? Certificates(authority, reading, errors) : [];
        if (certificates is null || key is null || authorities is null) return null;
        var client = new ClientPolicy(settings, authorities, reading.Config.OpenPaths.Count > 0);
        if (Join(settings, reading.Config.IsHttp2, certificates, key, client) is { } material) return material;

        errors.Add(Error(reading, settings.Key, "is not the private key of the certificate, or cannot be used",
            "It must be the PEM of an RSA or EC key, not encrypted, that belongs to the first certificate of cert_file."));
        return null;
    }

    private static string? Text(TextSource source, WebConfigReading reading, List<RuleError> errors)
    {
        var content = reading.Content(source);
        if (content.Bytes is { } bytes) return Encoding.UTF8.GetString(bytes);

        errors.Add(Error(reading, source, content.Problem!, "Check the path, and that this user may read it."));
        return null;
    }

    private static X509Certificate2Collection? Certificates(TextSource source, WebConfigReading reading, List<RuleError> errors)
    {
        if (Text(source, reading, errors) is not { } text) return null;

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            errors.Add(Error(reading, source, "holds a certificate that cannot be read", Pem));
            return null;
        }

        if (certificates.Count > 0) return certificates;

        errors.Add(Error(reading, source, "holds no certificate", Pem));
        return null;
    }

    // The platform tells what does not fit together by these exceptions, whatever it is.
    private static TlsMaterial? Join(
        TlsSettings settings, bool isHttp2, X509Certificate2Collection certificates, string key, ClientPolicy client)
    {
        try
        {
            certificates[0] = X509Certificate2.CreateFromPem(certificates[0].ExportCertificatePem(), key);
            return new TlsMaterial(settings, isHttp2, certificates, client);
        }
        catch (Exception exception) when (exception
            is CryptographicException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RuleError Error(WebConfigReading reading, TextSource source, string what, string hint) =>
        new(reading.Path, source.Position.Line, source.Position.Column,
            source.Path is { } path ? $"{source.Key}: {path} {what}" : $"{source.Key} {what}", hint);
}
