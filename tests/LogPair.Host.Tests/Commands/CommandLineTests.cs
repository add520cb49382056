using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogPair.Testing;

namespace LogPair.Host.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("rnu")]
    [InlineData("run --nonsense")]
    [InlineData("run --lanes")]
    [InlineData("run --listen :1 --listen :2 --logs /x")]
    [InlineData("run")]
    [InlineData("run --logs /x --listen 1:2")]
    [InlineData("run --logs /x --config /does/not/exist.yaml")]
    [InlineData("demo --duration soon")]
    [InlineData("demo --listen nowhere")]
    [InlineData("generate --logs /x --rate -1")]
    [InlineData("replay")]
    [InlineData("init")]
    [InlineData("completion")]
    [InlineData("completion tcsh")]
    [InlineData("replay /nothing/*.log")]
    [InlineData("check")]
    [InlineData("check /does/not/exist.yaml")]
    [InlineData("test /does/not/exist.yaml")]
    [InlineData("config show --lanes 0")]
    [InlineData("healthcheck --url nonsense")]
    public async Task WrongUseEndsWith2AndSaysWhy(string arguments)
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.WrongUse, await invocation.RunAsync(arguments.Split(' ')));
        Assert.NotEmpty(invocation.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("demo --help")]
    [InlineData("generate --help")]
    [InlineData("replay --help")]
    [InlineData("init --help")]
    [InlineData("completion --help")]
    [InlineData("check --help")]
    [InlineData("test --help")]
    [InlineData("config show --help")]
    [InlineData("healthcheck --help")]
    [InlineData("replay --rules --help")]
    public async Task EveryHelpHasExamplesAndExitCodes(string arguments)
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Done, await invocation.RunAsync(arguments.Split(' ')));
        Assert.Contains("  logpair ", invocation.Output.Replace("CMD [\"/app/logpair\"", "  logpair ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0", invocation.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay --rules rules.yaml app.log", "There is no option --rules. Did you mean --config?")]
    [InlineData("replay app.log --confg=rules.yaml", "There is no option --confg. Did you mean --config?")]
    [InlineData("run --logs /x --rules rules.yaml", "There is no option --rules. Did you mean --config?")]
    [InlineData("config show --lane 1", "There is no option --lane. Did you mean --lanes?")]
    [InlineData("test a.test.yaml --output x", "There is no option --output. Known are --filter, --junit, --help.")]
    [InlineData("check -x rules.yaml", "There is no option -x. Known are --strict, --json, --schema, --help.")]
    public async Task AnOptionThatThereIsNotIsNoFileAndTheRightOneIsNamed(string arguments, string problem)
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.WrongUse, await invocation.RunAsync(arguments.Split(' ')));
        Assert.StartsWith(problem + "\nTry '", invocation.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check -- --rules", "--rules")]
    [InlineData("test --filter --rules /x.test.yaml", "/x.test.yaml")]
    public async Task WhatBeginsWithADashMayBeAValueOrAFileWhereItIsMeantToBe(string arguments, string file)
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.WrongUse, await invocation.RunAsync(arguments.Split(' ')));
        Assert.Contains($"{file}: cannot read it", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGlobThatTheShellExpandedIsOneSettingOfManyPaths()
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Done, await invocation.RunAsync("config", "show", "--logs", "/x/a.log", "/x/b.log", "--lanes", "1"));

        Assert.Contains("/x/a.log,/x/b.log", invocation.Output, StringComparison.Ordinal);
    }

    // Options are wrapped to the terminal's width; details are printed as they are.
    [Fact]
    public async Task TheDetailsOfEveryHelpFitAnOldTerminal()
    {
        foreach (var verb in (string[])["", "run", "demo", "generate", "replay", "init", "completion", "check", "test", "config show", "healthcheck"])
        {
            var invocation = new Invocation();
            await invocation.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

            var lines = invocation.Output.Split('\n');
            var details = lines.SkipWhile(line => !line.StartsWith("Example", StringComparison.Ordinal) && line != "Start here:").ToList();
            Assert.NotEmpty(details);
            Assert.All(details, line => Assert.InRange(line.Length, 0, 80));
        }
    }

    [Fact]
    public async Task WhatIsSaidAboutWrongUseStaysOffStandardOutput()
    {
        var invocation = new Invocation();

        await invocation.RunAsync("run", "--log", "/x");

        Assert.Empty(invocation.Output);
        Assert.Contains(" run --help'", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownFormatIsExplainedInWordsOfTheHelp()
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.WrongUse, await invocation.RunAsync("replay", "x.log", "--format", "json"));
        Assert.Contains("'json' is not a format. Expected is text or openmetrics.", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatADamagedFileLosesIsCountedAndSaid()
    {
        using var volume = new TempVolume();
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"N\":\"x\"}\n", 200_000))));
        var bytes = content.ToArray();

        // Longer than a block, so that it hides the head of one.
        bytes.AsSpan(1_500_000, 70_000).Fill(0xFF);
        await File.WriteAllBytesAsync(volume["a.log.gz"], bytes, TestContext.Current.CancellationToken);
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Failed, await invocation.RunAsync("replay", volume["a.log.gz"]));

        Assert.Contains("a.log.gz: at offset ", invocation.Error, StringComparison.Ordinal);
        Assert.Contains(" of 1 file in ", invocation.Error, StringComparison.Ordinal);
        Assert.Contains(" lost, see logpair_lost_bytes_total", invocation.Error, StringComparison.Ordinal);
        var counted = Sample("logpair_bytes_total ");
        var lost = Sample("logpair_lost_bytes_total{stream=\"a.log\",reason=\"damaged\"} ");
        Assert.Equal(2_000_000, counted + lost);
        Assert.InRange(counted, 500_000, 1_600_000);

        long Sample(string name) => long.Parse(
            invocation.Output.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task AFileThatIsNamedTwiceIsReplayedOnceAndTheSummarySaysWhatDidNotParse()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["a.log"], "{\"A\":1}\nnot JSON\n", TestContext.Current.CancellationToken);
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Done, await invocation.RunAsync("replay", volume["a.log"], volume["*.log"], volume.Path));
        Assert.Contains("logpair_lines_total 2\n", invocation.Output, StringComparison.Ordinal);
        Assert.Contains("2 lines, 17 B of 1 file in", invocation.Error, StringComparison.Ordinal);
        Assert.Contains("; 1 line not parsed, see logpair_unparsed_lines_total", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongListenSettingIsWrongUseOfHealthcheckAndBrokenRulesAreNot()
    {
        var wrong = new Invocation().With("LOGPAIR_LISTEN", "nowhere");
        var broken = new Invocation().With("LOGPAIR_CONFIG", "/does/not/exist.yaml").With("LOGPAIR_LISTEN", "127.0.0.1:1");

        Assert.Equal(ExitCode.WrongUse, await wrong.RunAsync("healthcheck"));
        Assert.Contains("LOGPAIR_LISTEN: 'nowhere' is not a value for listen", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await broken.RunAsync("healthcheck"));
        Assert.Contains("LOGPAIR_CONFIG: cannot read", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllProblemsOfAConfigurationAreReportedTogether()
    {
        var invocation = new Invocation().With("LOGPAIR_LANES", "many").With("LOGPAIR_MAX_POLL_INTERVAL", "5");

        Assert.Equal(ExitCode.WrongUse, await invocation.RunAsync("run", "--listen", "here"));

        var lines = invocation.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("LOGPAIR_LANES: 'many'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("LOGPAIR_MAX_POLL_INTERVAL: '5'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("--listen: 'here'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("no logs to count", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConfigShowTellsTheSourceOfEachValue()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["rules.yaml"], "settings:\n  lanes: 3\n  logs: [/a, /b]\n", TestContext.Current.CancellationToken);
        var invocation = new Invocation().With("LOGPAIR_CONFIG", volume["rules.yaml"]);

        Assert.Equal(ExitCode.Done, await invocation.RunAsync("config", "show", "--listen", ":9465"));

        var rows = invocation.Output.Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains($"lanes 3 file {volume["rules.yaml"]}:2:10", rows);
        Assert.Contains($"config {volume["rules.yaml"]} variable LOGPAIR_CONFIG", rows);
        Assert.Contains("listen :9465 flag --listen", rows);
        Assert.Contains("state /a/.logpair default", rows);
        Assert.Contains("logLevel info default", rows);
    }

    [Fact]
    public async Task APortInUseEndsRunWith1AndNamesIt()
    {
        using var volume = new TempVolume();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var invocation = new Invocation();

        Assert.Equal(ExitCode.Failed, await invocation.RunAsync("run", "--logs", volume.Path, "--listen", taken.LocalEndpoint.ToString()!));
        Assert.Contains($"cannot listen on {taken.LocalEndpoint}: the port is in use", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyThereMeansNotHealthy() =>
        Assert.Equal(ExitCode.Failed, await new Invocation().RunAsync("healthcheck", "--url", "http://127.0.0.1:1/readyz"));
}
