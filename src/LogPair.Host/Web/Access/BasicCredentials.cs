using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LogPair.Host.Web.Access;

/// <summary>What a client says who it is, by basic authentication (RFC 7617).</summary>
internal sealed class BasicCredentials
{
    private BasicCredentials(string user, string password) => (User, Password) = (user, password);

    public string User { get; }

    public string Password { get; }

    /// <param name="encoded">What follows <c>Basic</c> in the header.</param>
    /// <param name="credentials">The user ends with the first colon.</param>
    public static bool TryParse(ReadOnlySpan<char> encoded, [NotNullWhen(true)] out BasicCredentials? credentials)
    {
        credentials = null;
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length)) return false;

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return false;

        credentials = new BasicCredentials(text[..colon], text[(colon + 1)..]);
        return true;
    }
}
