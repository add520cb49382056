using System.Security.Cryptography;
using System.Text;

namespace LogPair.Host.Web.Access;

/// <summary>Keyed digests of secrets, so that none is kept in memory only to be compared with later.</summary>
/// <remarks>The key is of this process: nobody can make up texts whose digests meet.</remarks>
internal sealed class Fingerprints
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public byte[] Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
