using System.Text.Json;
using System.Text.RegularExpressions;
using LogPair.Host.Commands;
using LogPair.Host.Configuration;
using LogPair.Host.Web.Settings;
using LogPair.Testing;
using YamlDotNet.RepresentationModel;

namespace LogPair.Host.Documentation;

/// <summary>Whatever the documentation shows as code is right: rules load, commands parse, files that it names are there.</summary>
public sealed partial class CodeBlockTests : IDisposable
{
    private static readonly string[] KindsOfCode = ["", "bash", "csharp", "json", "sh", "yaml"];


    private readonly TempVolume _volume = new(nameof(CodeBlockTests));

    public void Dispose() => _volume.Dispose();

    [Fact]
    public void EveryBlockIsOfAKindThatIsChecked() =>
        Assert.All(CodeBlock.All, block => Assert.True(KindsOfCode.Contains(block.Language), $"{block}: {block.Language}"));

    [Fact]
    public void JsonIsJson() => Assert.All(Of("json"), block =>
    {
        using var document = JsonDocument.Parse(block.Text);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    });

    [Fact]
    public async Task RulesAreAcceptedAndTheirTestsPass()
    {
        var checkedRules = 0;
        foreach (var block in Of("yaml").Where(block => !IsOfKubernetes(block)))
        {
            if (block.Text.Contains("tls_server_config", StringComparison.Ordinal))
            {
                WebConfigReader.Read(block.Page, block.Text, out var errors);
                Assert.True(errors.Count == 0, $"{block}: {string.Join('\n', errors)}");
            }
            else if (block.Text.StartsWith("rules:", StringComparison.Ordinal)) await RunTestsAsync(block);
            else
            {
                foreach (var rules in RulesIn(block.Text))
                {
                    File.WriteAllText(_volume["rules.yaml"], rules);
                    var configuration = ConfigurationLoader.Load(
                        new Dictionary<string, string> { ["config"] = _volume["rules.yaml"] }, _ => null);
                    Assert.True(configuration.Problems.Count == 0, $"{block}:\n{rules}\n{string.Join('\n', configuration.Problems)}");
                    checkedRules++;
                }
            }
        }

        Assert.True(checkedRules > 20, $"Only {checkedRules} were found.");
    }

    [Fact]
    public void WhatIsForKubernetesIsYaml() => Assert.All(Of("yaml").Where(IsOfKubernetes), block =>
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(block.Text));
        Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
    });

    [Fact]
    public void EveryCommandOfOursParses()
    {
        var grammar = CommandLine.Build(Some.Surroundings(CancellationToken.None));
        var commands = Commands().ToList();
        Assert.All(commands, command =>
        {
            var parsed = grammar.Parse(command.Arguments);
            Assert.True(
                parsed.Errors.Count == 0,
                $"{command.Block}: logpair {string.Join(' ', command.Arguments)}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
        });
        Assert.True(commands.Count >= 10, $"Only {commands.Count} were found.");
    }

    [Fact]
    public void EveryFileOfTheRepositoryThatACommandNamesIsThere() =>
        Assert.All(CodeBlock.All.Where(block => block.Language is "bash" or "sh"), block =>
        {
            foreach (Match match in RepositoryPath().Matches(WithoutComments(block.Text)))
            {
                var path = match.Value.TrimEnd('/', '.', ',', ')');
                var isBuilt = path.Contains("/bin/", StringComparison.Ordinal) || path.Contains("/certificates/", StringComparison.Ordinal);
                Assert.True(isBuilt || Path.Exists(Repository.Path(path)), $"{block}: there is no {path}");
            }
        });

    private async Task RunTestsAsync(CodeBlock block)
    {
        // They are tests of the rules that the page begins with.
        File.WriteAllText(_volume["rules.yaml"], Of("yaml").First(other => other.Page == block.Page).Text);
        File.WriteAllText(_volume["tests.yaml"], block.Text);
        var invocation = new Invocation();

        var exitCode = await invocation.RunAsync("test", _volume["tests.yaml"]);

        Assert.True(exitCode == ExitCode.Done, $"{block}: {invocation.Output}{invocation.Error}");
    }

    /// <summary>Whole rules files of a block, which may be a part of one, or have another one in each line.</summary>
    private static IEnumerable<string> RulesIn(string text)
    {
        text = string.Join('\n', text.Split('\n').Where(line => !line.EndsWith(": …", StringComparison.Ordinal)));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.All(line => line.StartsWith("format:", StringComparison.Ordinal)))
            return lines.Select(line => $"inputs:\n  - path: /var/log/*.log\n    {line}\n");
        if (lines.All(line => line.StartsWith("buckets:", StringComparison.Ordinal)))
            return lines.Select(line => $"metrics:\n  - name: x\n    type: histogram\n    value: X\n    {line}\n");
        if (text.StartsWith("init:", StringComparison.Ordinal))
            return [$"metrics:\n  - name: x_total\n    type: counter\n    labels: {{ method: M, status: S }}\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}\n"];
        return [text];
    }

    private static IEnumerable<(CodeBlock Block, string[] Arguments)> Commands() =>
        from block in CodeBlock.All
        where block.Language is "bash" or "sh" or ""
        from line in WithoutComments(block.Text).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        from Match match in OurCommand().Matches(line)
        let arguments = Words().Matches(match.Groups[1].Value).Select(word => word.Value.Trim('\'', '"'))
            .TakeWhile(word => word is not (">" or "|" or "<" or "&&" or "2>&1")).ToArray()
        where arguments.Length > 0 && arguments[0] != "…"
        select (block, arguments);

    private static IEnumerable<CodeBlock> Of(string language) => CodeBlock.All.Where(block => block.Language == language);

    private static bool IsOfKubernetes(CodeBlock block) => KubernetesKey().IsMatch(block.Text);

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex("^(apiVersion|components|metadata|spec):", RegexOptions.Multiline)]
    private static partial Regex KubernetesKey();

    [GeneratedRegex("(^|\\s)#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    // At the start of a line or after a prompt, a pipe, the name of the image, or the arrow of kubectl exec.
    [GeneratedRegex("(?:^|[$|&;] |-- |\\s)(?:/app/)?logpair ((?:run|demo|generate|replay|check|test|config|healthcheck|top|doctor|init|completion)\\b.*)")]
    private static partial Regex OurCommand();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|[^\\s'\"]+")]
    private static partial Regex Words();

    [GeneratedRegex("(?<![\\w./:-])(?:src|tests|docker|k8s|docs)/[\\w./-]+")]
    private static partial Regex RepositoryPath();
}
