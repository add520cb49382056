using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogPair.Testing;

namespace LogPair.Host.Web.Tls;

public sealed class SubjectNamesTests
{
    [Fact]
    public void EveryKindThatHasATextFormIsRead()
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.IssueClient("prometheus").Load();

        Assert.Equal(
            ["prometheus", "prometheus@example.org", "spiffe://example.org/prometheus", "127.0.0.1"], SubjectNames.Of(certificate));
    }

    /// <summary>A client makes its own certificate, and may write into it what it likes.</summary>
    [Theory]
    [InlineData("30058203616263", "abc")]
    [InlineData("3000", "")]
    [InlineData("3003070161", "")] // of another class, with the number of an IP address
    [InlineData("3003870161", "")] // an IP address of one byte
    [InlineData("30068204FFFFFFFF", "")] // no ASCII
    [InlineData("30", "")]
    [InlineData("0500", "")]
    [InlineData("3006A40430020500", "")]
    [InlineData("", "")]
    public async Task NothingInTheExtensionHurts(string extension, string expected)
    {
        var bytes = Convert.FromHexString(extension);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", bytes, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now, now.AddDays(1));

        var names = await Task.Run(() => SubjectNames.Of(certificate)).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join(' ', names));
    }
}
