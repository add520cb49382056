using System.Diagnostics;
using System.Globalization;
using LogPair.Host.Starter;
using LogPair.Testing;

namespace LogPair.Host.Commands;

/// <summary>Colours, and whatever else steers a terminal, are for terminals.</summary>
public sealed class ColourTests
{
    private const char Escape = '\e';

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Each verb of the real executable, done and failing; {0} is a directory with a log, rules and tests of rules.
    public static TheoryData<string> Verbs =>
    [
        "", "--help", "--version", "nonsense", "run", "run --help", "run --logs /x --lanes 0", "run --logs {0} --state {0}/state --listen nowhere",
        "demo --duration 300ms --rate 100 --listen 127.0.0.1:0", "generate --logs {0}/out --count 20 --rate 0 --truth -",
        "replay {0}/app.log", "replay --config {0}/rules.yaml --format openmetrics {0}/app.log", "replay {0}/missing.log", "replay --log-format text --log-level trace {0}/app.log",
        "init {0}/app.log", "init {0}/missing.log", "check {0}/rules.yaml", "check {0}/wrong.yaml", "check --json {0}/wrong.yaml", "check --schema",
        "test {0}/tests.yaml", "test {0}/wrong.yaml", "config show", "config show --lanes 0", "healthcheck --url http://127.0.0.1:1/readyz", "top --url http://127.0.0.1:1", "completion bash", "doctor --logs {0} --state {0}/state --listen 127.0.0.1:1", "doctor --json --logs {0} --listen 127.0.0.1:1",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task NoVerbWritesAnEscapeIntoAPipe(string arguments)
    {
        using var volume = new TempVolume();
        await FillAsync(volume);

        var output = await RunAsync(string.Format(CultureInfo.InvariantCulture, arguments, volume.Path));

        Assert.NotEmpty(output);
        Assert.DoesNotContain(Escape, output);
    }

    [Fact]
    public void EveryVerbIsAmongThem()
    {
        var verbs = CommandLine.Build(Some.Surroundings(Cancel)).Subcommands.Select(verb => verb.Name);

        Assert.Empty(verbs.Except(Verbs.Select(row => row.Data.Split(' ')[0])));
    }

    [Theory]
    [InlineData("test", "tests.yaml")]
    [InlineData("replay", "--log-format", "text", "--log-level", "trace", "app.log")]
    [InlineData("replay", "missing.log")]
    [InlineData("init", "app.log")]
    [InlineData("check", "wrong.yaml")]
    public async Task OnATerminalThereAreNoColoursIfTheyAreForbidden(params string[] arguments)
    {
        using var volume = new TempVolume();
        await FillAsync(volume);
        await using var error = new StringWriter();
        using var output = new MemoryStream();

        await CommandLine.InvokeAsync([.. arguments.Select(word => word.Contains('.') ? volume[word] : word)], Some.Surroundings(Cancel) with
        {
            Output = output,
            Error = TextWriter.Synchronized(error),
            IsOutputTerminal = true,
            IsErrorTerminal = true,
            Variable = name => name == "NO_COLOR" ? "1" : null,
        });

        // Erasing a line of progress is no colour.
        Assert.DoesNotMatch("\e\\[[0-9;]*m", System.Text.Encoding.UTF8.GetString(output.ToArray()) + error);
    }

    [Fact]
    public async Task OnATerminalThereAreColoursOtherwise()
    {
        using var volume = new TempVolume();
        await FillAsync(volume);
        using var output = new MemoryStream();

        await CommandLine.InvokeAsync(["test", volume["tests.yaml"]], Some.Surroundings(Cancel) with { Output = output, IsOutputTerminal = true });

        Assert.Contains(Escape, System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    private static async Task FillAsync(TempVolume volume)
    {
        File.Copy(Started.Sample("zap"), volume["app.log"]);
        await File.WriteAllTextAsync(volume["wrong.yaml"], "metrics: [{ name: a b }]\n", Cancel);
        await File.WriteAllTextAsync(volume["rules.yaml"], "metrics: [{ name: a_total, type: counter, labels: { user: UserId } }]\n", Cancel);
        await File.WriteAllTextAsync(volume["tests.yaml"], "rules: rules.yaml\ntests: [{ name: one, lines: '{}', expect: { series: a_total 2 } }]\n", Cancel);
    }

    private static async Task<string> RunAsync(string arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "logpair.dll"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return output + await error;
    }
}
