using System.Net.Http.Headers;
using System.Text;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Serving;

/// <summary>Secrets are planted wherever they belong, and searched for wherever the executable says something.</summary>
public sealed class SecretsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private const string Configuration = """
        tls_server_config: { cert_file: secret/tls.crt, key_file: secret/tls.key }
        basic_auth_users: { alice: $hash }
        logpair: { bearer_token_files: [secret/token] }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoneIsInLogsMetricsPagesAnswersConfigurationOrErrors()
    {
        using var volume = new TempVolume();
        await using var processor = await ProtectedProcessor.StartAsync(volume, Configuration, Cancel);
        var outputs = new List<(string Where, string Text)>();
        var thumbprint = processor.Server.Thumbprint;
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint });
        await Deadline.PollAsync(Patience, () => AskAsync(client, processor, "/readyz", null), text => text.Contains("OK", StringComparison.Ordinal), Cancel);
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:" + ProtectedProcessor.Password)));
        var wrong = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:wrong-" + ProtectedProcessor.Password)));
        var bearer = new AuthenticationHeaderValue("Bearer", ProtectedProcessor.Token);
        var wrongBearer = new AuthenticationHeaderValue("Bearer", "x" + ProtectedProcessor.Token);
        var answered = 0;

        foreach (var path in (string[])["/", "/metrics", "/api/v1/lines", "/readyz", "/healthz", "/unknown", "/readyz?consumed=true"])
        {
            foreach (var credentials in (AuthenticationHeaderValue?[])[null, basic, wrong, bearer, wrongBearer])
            {
                var answer = await AskAsync(client, processor, path, credentials);
                answered += answer.StartsWith("OK", StringComparison.Ordinal) ? 1 : 0;
                outputs.Add(($"{path} as {credentials?.Scheme}", answer));
            }
        }

        // What is wrong with files is said, not what is in them.
        var next = processor.Authority.IssueServer();
        var old = processor.Server;
        processor.Mount(next with { KeyPem = old.KeyPem });
        await SaidAsync(processor, "is not used");
        processor.Mount(old with { KeyPem = old.KeyPem.Replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) });
        await SaidAsync(processor, "is not used", times: 2);
        await File.WriteAllTextAsync(processor.ConfigPath, Configuration.Replace("$hash", ProtectedProcessor.Password, StringComparison.Ordinal)
            + $"{processor.Hash}: 1\n{ProtectedProcessor.Token}: 2\n", Cancel);
        await SaidAsync(processor, "is not used", times: 3);

        foreach (var arguments in (string[][])[["config", "show"], ["config", "show", "--json"], ["run"], ["healthcheck", "--listen", $"127.0.0.1:{processor.Port}"]])
        {
            var result = await LogPairProcess.OutputAsync(
                volume["output"], Cancel, [.. arguments, "--web-config", processor.ConfigPath, .. arguments[0] == "healthcheck" ? (string[])[] : ["--logs", volume["logs"]]]);
            outputs.Add((string.Join(' ', arguments), result.Output + result.Error));
            if (arguments[0] != "healthcheck") Assert.Equal(2, result.ExitCode);
        }

        await processor.Process.TerminateAsync(Cancel);
        outputs.Add(("the log", processor.Process.Error));

        Assert.True(answered >= 18, $"Only {answered} answers were OK.");
        string[] secrets =
        [
            ProtectedProcessor.Password, ProtectedProcessor.Token, processor.Hash, processor.Hash[7..29], basic.Parameter!, wrong.Parameter!,
            .. Lines(old.KeyPem), .. Lines(next.KeyPem),
        ];
        foreach (var (where, text) in outputs)
        {
            Assert.True(text.Length > 0, $"{where} says nothing.");
            foreach (var secret in secrets) Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{where} tells a secret:\n{text}");
        }

        // What is searched is what was written: a word that must be there is found.
        Assert.Contains(outputs, output => output.Where == "the log" && output.Text.Contains("secret/tls.key is not the private key", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper!.WriteLine($"{outputs.Count} outputs, {outputs.Sum(output => output.Text.Length)} characters, {secrets.Length} secrets");
    }

    private static IEnumerable<string> Lines(string pem) => pem.Split('\n').Where(line => line.Length > 20 && !line.StartsWith('-'));

    private static async Task<string> AskAsync(HttpClient client, ProtectedProcessor processor, string path, AuthenticationHeaderValue? credentials)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://localhost:{processor.Port}{path}") { Headers = { Authorization = credentials } };
        using var response = await client.SendAsync(request, Cancel);
        return $"{response.StatusCode} {response.Headers} {await response.Content.ReadAsStringAsync(Cancel)}";
    }

    private static async Task SaidAsync(ProtectedProcessor processor, string what, int times = 1) => Assert.True(await Deadline.PollAsync(
        Patience, () => Task.FromResult(processor.Process.Error.Split(what).Length > times), isSaid => isSaid, Cancel), processor.Process.Error);
}
