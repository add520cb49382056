using System.Net.Http.Headers;
using System.Text;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Doctor;

/// <summary>Credentials that somebody has put into a file, so that they stand on no command line.</summary>
internal static class CredentialsFile
{
    /// <param name="path">Of a file with a bearer token, or <c>user:password</c>.</param>
    /// <param name="problem">What is wrong; it quotes nothing of the file.</param>
    /// <returns>Null with <paramref name="problem"/>.</returns>
    public static AuthenticationHeaderValue? TryRead(string path, out string? problem)
    {
        var content = FileContent.Of(path);
        problem = content.Problem is { } reason ? $"{path} {reason}" : null;
        if (content.Bytes is not { } bytes) return null;

        var text = Encoding.UTF8.GetString(bytes).Trim();
        if (text.Length == 0 || text.AsSpan().ContainsAny('\r', '\n'))
        {
            problem = $"{path} must have one line: a bearer token, or user:password";
            return null;
        }

        return text.Contains(':', StringComparison.Ordinal)
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))
            : new AuthenticationHeaderValue("Bearer", text);
    }
}
