using System.Security.Cryptography;
using System.Text;
using LogPair.Host.Web.Settings;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Host.Web.Access;

public sealed class TokenSetTests
{
    private const string Old = "a-token-of-many-characters";
    private const string New = "9f86d081884c7d659a2feaa0c55ad015";

    [Fact]
    public void TheTokensOfAFileAreGoodThemselvesOrAsDigests()
    {
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(New)));

        var (tokens, errors) = Read($"{Old}\n\nsha256:{digest}\n");

        Assert.Empty(errors);
        Assert.True(tokens.Contains(Old));
        Assert.True(tokens.Contains(New));
        Assert.False(tokens.Contains(digest));
        Assert.False(tokens.Contains(""));
        Assert.False(tokens.Contains(Old + "x"));
    }

    [Theory]
    [InlineData("", "holds no token")]
    [InlineData("a-token-of-many-characters\nshort", "has something else than a token in line 2")]
    [InlineData("a token with spaces in it", "in line 1")]
    [InlineData("sha256:abcd", "in line 1")]
    public void WhatIsNoTokenIsNamedWithoutQuotingIt(string content, string expected)
    {
        var (_, errors) = Read(content);

        var error = Assert.Single(errors).ToString();
        Assert.Contains(expected, error, StringComparison.Ordinal);
        if (content.Length > 0) Assert.DoesNotContain(content.Split('\n')[^1], error, StringComparison.Ordinal);
    }

    private static (TokenSet Tokens, List<RuleError> Errors) Read(string content)
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["token"], content);
        File.WriteAllText(volume["web.yml"], "logpair: { bearer_token_files: [token] }");
        var errors = new List<RuleError>();
        return (TokenSet.Read(WebConfigReading.Of(volume["web.yml"]), errors), errors);
    }
}
