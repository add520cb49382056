using System.Security.Cryptography;
using System.Text;
using LogPair.Host.Web.Settings;
using LogPair.Processor.Rules;

namespace LogPair.Host.Web.Access;

/// <summary>The bearer tokens that are good, as SHA-256 digests.</summary>
/// <remarks>
/// A fast digest is enough: tokens are long and random, as passwords are not. A file has one token a line, itself or as
/// <c>sha256:</c> and 64 digits, so that two are good while one takes the place of the other.
/// </remarks>
internal sealed class TokenSet
{
    /// <summary>Shorter ones could be guessed.</summary>
    public const int MinLength = 16;

    private const string DigestPrefix = "sha256:";

    private readonly List<byte[]> _digests = [];

    public static TokenSet None { get; } = new();

    public int Count => _digests.Count;

    /// <param name="reading">Its configuration may name files of tokens.</param>
    /// <param name="errors">Gets what is wrong with them.</param>
    public static TokenSet Read(WebConfigReading reading, List<RuleError> errors)
    {
        var tokens = new TokenSet();
        foreach (var source in reading.Config.TokenFiles)
        {
            var content = reading.Content(source);
            var problem = content.Problem ?? tokens.TryAdd(Encoding.UTF8.GetString(content.Bytes!));
            if (problem is null) continue;

            errors.Add(new RuleError(
                reading.Path, source.Position.Line, source.Position.Column, $"{source.Key}: {source.Path} {problem}",
                $"It must have one token a line, {MinLength} characters or more without spaces, "
                + "or sha256: and 64 hexadecimal digits."));
        }

        return tokens;
    }

    /// <summary>Whether it is one of them. Takes the same time whichever it is like.</summary>
    public bool Contains(string token)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var isFound = false;
        foreach (var known in _digests) isFound |= CryptographicOperations.FixedTimeEquals(digest, known);
        return isFound;
    }

    /// <returns>What is wrong; null if nothing.</returns>
    private string? TryAdd(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return "holds no token";

        for (var i = 0; i < lines.Length; i++)
        {
            if (Digest(lines[i]) is not { } digest) return $"has something else than a token in line {i + 1}";
            _digests.Add(digest);
        }

        return null;
    }

    private static byte[]? Digest(string line)
    {
        if (line.StartsWith(DigestPrefix, StringComparison.Ordinal))
        {
            var digits = line[DigestPrefix.Length..];
            return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
        }

        return line.Length >= MinLength && line.All(c => c is > ' ' and <= '~')
            ? SHA256.HashData(Encoding.UTF8.GetBytes(line))
            : null;
    }
}
