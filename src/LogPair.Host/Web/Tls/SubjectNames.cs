using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace LogPair.Host.Web.Tls;

/// <summary>The subject alternative names of a certificate: those that have a text form.</summary>
/// <remarks>RFC 5280, section 4.2.1.6. DNS, mail, URI and IP addresses, as Go's x509 reads them.</remarks>
internal static class SubjectNames
{
    private const string Extension = "2.5.29.17";
    private const int Mail = 1;
    private const int Dns = 2;
    private const int Uri = 6;
    private const int Ip = 7;

    /// <returns>None if there are none, or if they cannot be read.</returns>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        var names = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions)
            {
                if (extension.Oid?.Value == Extension) Read(extension.RawData, names);
            }
        }
        catch (AsnContentException)
        {
            return [];
        }

        return names;
    }

    private static void Read(byte[] data, List<string> names)
    {
        var list = new AsnReader(data, AsnEncodingRules.DER).ReadSequence();
        while (list.HasData)
        {
            var tag = list.PeekTag();
            switch (tag.TagClass == TagClass.ContextSpecific ? tag.TagValue : -1)
            {
                case Mail or Dns or Uri:
                    names.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                    break;
                case Ip:
                    var address = list.ReadOctetString(tag);
                    if (address.Length is 4 or 16) names.Add(new IPAddress(address).ToString());
                    break;
                default:
                    list.ReadEncodedValue();
                    break;
            }
        }
    }
}
