using System.Net;
using System.Net.Sockets;
using System.Text;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Host;
using LogPair.Host.Commands;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>Faults of a processor that runs, and of those who should ask it.</summary>
public sealed class RunFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Consultation _patient = new(nameof(RunFaultTests));
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _patient.Dispose();
    }

    [Fact]
    public async Task APortThatAStrangerHas()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        _patient.Listen = stranger.LocalEndpoint.ToString()!;
        var answering = AnswerAsync(stranger, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");

        var report = await _patient.AskAsync();

        var port = ((IPEndPoint)stranger.LocalEndpoint).Port;
        var line = report.Finds("port", "failure", $"127.0.0.1:{port} is taken by something that is not this "
            + "processor");
        Assert.Contains($"ss -ltnp 'sport = :{port}'", line.Do, StringComparison.Ordinal);
        stranger.Stop();
        await answering;
    }

    [Fact]
    public async Task APortThatAnOtherProtocolHas()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        _patient.Listen = stranger.LocalEndpoint.ToString()!;
        var answering = AnswerAsync(stranger, "220 mail.example.org ESMTP\r\n");

        var report = await _patient.AskAsync();

        report.Finds("port", "failure", "it does not speak HTTP as the settings say");
        stranger.Stop();
        await answering;
    }

    [Fact]
    public async Task AnAddressThatThisMachineHasNot()
    {
        _patient.Listen = "192.0.2.1:9464";

        var report = await _patient.AskAsync();

        report.Finds("port", "failure", "no interface of this machine has that address");
    }

    [Fact]
    public async Task NobodyWhoScrapes()
    {
        _patient.Write("app.log", Consultation.Line());
        await using var processor = await StartAsync();

        var never = await AskInAsync(TimeSpan.FromMinutes(20));
        await ScrapeAsync();
        var justNow = await AskInAsync(TimeSpan.Zero);
        var noMore = await AskInAsync(TimeSpan.FromMinutes(20));

        never.Finds("scrapes", "warning", "nobody has scraped it since it started, 20 min ago");
        Assert.StartsWith("last scraped ", justNow.IsWell("scrapes").What, StringComparison.Ordinal);
        noMore.Finds("scrapes", "warning", "nobody has scraped it for 20 min");
    }

    [Fact]
    public async Task APortThatOnlyThePodItselfReaches()
    {
        var report = await _patient.With("KUBERNETES_SERVICE_HOST", "10.0.0.1").AskAsync();

        report.Finds("scrapes", "warning",
            $"it listens on {_patient.Listen}, which nobody outside of this Pod reaches");
    }

    [Fact]
    public async Task LinesThatAreLostOrNotUnderstood()
    {
        _patient.Write("app.log", $"{{\"@mt\":\"{new string('x', 2000)}\"}}\nno json\n" + Consultation.Line());
        await using var processor = await StartAsync("--max-line-bytes", "1KiB");
        await UntilAsync("logpair_unparsed_lines_total{reason=\"not_an_object\"} 1\n");

        var report = await _patient.AskAsync();

        report.Finds("counting", "warning", "the stream app.log has lost 1 line: too_long");
        report.Finds("counting", "warning", "33 % of the lines are not understood, most of them: not_an_object");
    }

    [Fact]
    public async Task LabelsThatAreFolded()
    {
        var rules = _patient.Volume["rules.yaml"];
        await File.WriteAllTextAsync(rules,
            "metrics:\n  - name: ids_total\n    type: counter\n    labels: { id: Id }\n    maxSeries: 2\n", Cancel);
        _patient.Write("app.log", string.Concat(Enumerable.Range(0, 9).Select(id => $"{{\"Id\":{id}}}\n")));
        await using var processor = await StartAsync("--config", rules);
        await UntilAsync("logpair_lines_total 9\n");

        var report = await _patient.AskAsync("--config", rules);

        report.Finds("counting", "warning", "ids_total has as many series as it may");
    }

    [Fact]
    public async Task AStreamThatIsStuck()
    {
        _patient.Write("app.log", Consultation.Line() + "{\"@mt\":\"torn");
        var clock = new JumpingClock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = Task.Run(() => CommandLine.InvokeAsync(
            ["run", "--logs", _patient.Logs, "--state", _patient.State, "--listen", _patient.Listen,
                "--stop-timeout", "0s"],
            SurroundingsOf(clock, Stream.Null, stop.Token)));
        await UntilAsync("logpair_lag_bytes{stream=\"app.log\"} 12\n");
        await UntilTimeHasPassedAsync(clock, "logpair_lag_seconds", "logpair_since_progress_seconds");

        var report = await _patient.AskAsync();
        await stop.CancelAsync();
        await running;

        report.Finds("processor", "failure",
            "the stream app.log is stuck: 12 B wait, and nothing of it was counted for 1", "min");
    }

    [Fact]
    public async Task AReloadThatFailed()
    {
        var rules = _patient.Volume["rules.yaml"];
        await File.WriteAllTextAsync(rules, "metrics:\n  - name: a_total\n    type: counter\n", Cancel);
        _patient.Write("app.log", Consultation.Line());
        await using var processor = await StartAsync("--config", rules);
        await File.WriteAllTextAsync(rules, "metrics:\n  - name: a_total\n    type: countr\n", Cancel);
        await UntilAsync("logpair_config_last_reload_success 0\n");

        var report = await _patient.AskAsync("--config", rules);

        report.Finds("rules", "failure", $"{rules}:3:11: ");
        report.Finds("processor", "failure", "the rules in force are older than the file");
    }

    [Fact]
    public async Task AProcessorThatWaitsForItsLogs()
    {
        Directory.Delete(_patient.Logs);
        await using var processor = LogPairProcess.Start(
            "run", "--logs", _patient.Logs, "--state", _patient.State, "--listen", _patient.Listen);
        await UntilAsync("logpair_ready 0\n");

        var report = await _patient.AskAsync();

        report.Finds("processor", "warning", "not ready", "which does not exist");
        report.Finds("logs", "failure", "does not exist");
    }

    private async Task<LogPairProcess> StartAsync(params string[] arguments)
    {
        var processor = LogPairProcess.Start(
            ["run", "--logs", _patient.Logs, "--state", _patient.State, "--listen", _patient.Listen, .. arguments]);
        await UntilAsync("logpair_ready 1\n");
        return processor;
    }

    // As no scraper, so that the test does not become the one whom it misses.
    private Task UntilAsync(string line) => AskUntilAsync("/metrics?look=true", line);

    private Task ScrapeAsync() => AskUntilAsync("/metrics", "logpair_ready 1\n");

    private async Task AskUntilAsync(string path, string line)
    {
        var text = await Deadline.PollAsync(
            Patience, () => TryGetAsync(path), text => text.Contains(line, StringComparison.Ordinal), Cancel);
        Assert.Contains(line, text, StringComparison.Ordinal);
    }

    // Step by step: what the processor notes at its next look must not come after all of the time has passed.
    private async Task UntilTimeHasPassedAsync(JumpingClock clock, params string[] metrics)
    {
        var passed = await Deadline.PollAsync(
            Patience,
            async () =>
            {
                clock.Ahead += TimeSpan.FromMinutes(1);
                var samples = MetricsText.Parse(await TryGetAsync("/metrics?look=true"));
                return samples.Where(sample => metrics.Contains(sample.Name))
                    .Select(sample => sample.Value)
                    .DefaultIfEmpty().Min();
            },
            seconds => seconds >= 600,
            Cancel);
        Assert.InRange(passed, 600, double.MaxValue);
    }

    private async Task<string> TryGetAsync(string path)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri($"http://{_patient.Listen}{path}"), Cancel);
            return await response.Content.ReadAsStringAsync(Cancel);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>Asks the doctor of some time later.</summary>
    private async Task<DoctorReport> AskInAsync(TimeSpan time)
    {
        using var output = new MemoryStream();
        var exitCode = await CommandLine.InvokeAsync(
            ["doctor", "--json", "--logs", _patient.Logs, "--state", _patient.State, "--listen", _patient.Listen],
            SurroundingsOf(new JumpingClock { Ahead = time }, output, Cancel));
        return new DoctorReport(new ToolResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), ""));
    }

    private static Surroundings SurroundingsOf(TimeProvider time, Stream output, CancellationToken stop) => new()
    {
        Output = output,
        Error = TextWriter.Null,
        Variable = _ => null,
        Time = time,
        Stop = stop,
    };

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(Cancel);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), Cancel);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
