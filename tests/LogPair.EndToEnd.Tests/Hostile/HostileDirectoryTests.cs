using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>
/// One directory belongs to a neighbour who does everything that <see cref="Attack"/> lists, as another user; one to a good
/// one. Each attack is counted and named, nothing outside is read, every line that is not the attacker's counts, and what
/// it all costs has an end.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class HostileDirectoryTests(Images images) : IDisposable
{
    private const string Rules = """
        inputs:
          - path: $LOGS/hostile/**/*.log
          - path: $LOGS/flat/*.log
          - path: $LOGS/good/*.log
        metrics:
          - name: lines_total
            type: counter
            labels: { n: N }
            maxSeries: 50
            init: [{ n: good }, { n: inside }, { n: bad }, { n: secret }, { n: "\"} 1\nfake_total 9" }]
        """;

    private const int LinesBefore = 1000;
    private const int LinesMeanwhile = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAttackIsCountedAndNamedAndHurtsNobodyElse()
    {
        using var volume = new TempVolume();
        await AttackAsync(volume, () => Task.FromResult<IProcessorUnderAttack>(AttackedProcess.Start(volume, Rules)), memory: 400 << 20);
    }

    [Fact]
    public async Task SoItIsInAContainerThatIsNotRootWithAReadOnlyRoot()
    {
        await images.RequireAsync();
        using var volume = new TempVolume();
        await AttackAsync(
            volume, async () => await AttackedContainer.StartAsync(volume, Rules, Cancel), memory: 128 << 20);
    }

    public void Dispose() => _http.Dispose();

    private async Task AttackAsync(TempVolume volume, Func<Task<IProcessorUnderAttack>> start, long memory)
    {
        await PrepareAsync(volume);
        Append(volume["logs/good/app.log"], "good", LinesBefore);
        Append(volume["logs/hostile/inside.log"], "inside", LinesBefore);
        await using var processor = await start();
        await UntilAsync(processor, samples => Lines(samples, "good") == LinesBefore && Lines(samples, "inside") == LinesBefore);

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(volume["logs/hostile/socket.log"]));
            using var lease = new Lease(volume["logs/hostile/leased.log"]);
            await RunAsync(volume, "once");

            // The log has room for 200 messages of a kind, which the loop would soon fill.
            await UntilNamedAsync(processor, Attack.Once);
            using var loop = new NeighbourLoop(Neighbour(volume, "loop"));
            for (var i = 0; i < LinesMeanwhile / 100; i++)
            {
                Append(volume["logs/good/app.log"], "good", 100);
                Append(volume["logs/hostile/inside.log"], "inside", 100);
            }

            await UntilAsync(processor, samples => !Missing(samples, Attack.Once).Any());
            await RunAsync(volume, "flood");
            var samples = await UntilAsync(processor, samples => !Missing(samples, Attack.Flood).Any());
            await UntilNamedAsync(processor, Attack.Flood);

            var before = ResourceUse.Of(processor.ProcessId);
            await WaitAsync(Window);
            var after = ResourceUse.Of(processor.ProcessId);
            loop.Dispose();

            Append(volume["logs/good/late.log"], "good", 1);
            Append(volume["logs/good/app.log"], "good", 1);
            Append(volume["logs/hostile/inside.log"], "inside", 1);
            samples = await UntilAsync(processor, samples =>
                Lines(samples, "good") >= LinesBefore + LinesMeanwhile + 2 && Lines(samples, "inside") >= LinesBefore + LinesMeanwhile + 1);
            await JudgeAsync(processor, samples, after.Processor - before.Processor, after.PeakBytes, memory);
        }
        finally
        {
            // .NET cannot remove what it cannot name.
            await Tool.TryRunAsync("find", [volume["logs/hostile"], "-mindepth", "1", "-delete"], CancellationToken.None);
        }
    }

    private static async Task JudgeAsync(
        IProcessorUnderAttack processor, IReadOnlyList<Sample> samples, TimeSpan time, long peak, long memory)
    {
        var log = await processor.LogAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"{Attack.Once.Count + Attack.Flood.Count} attacks and 5 loops; {time.TotalSeconds:F1} s of processor time in {Window.TotalSeconds} s under attack, "
            + $"{peak >> 20} MiB at most, {log.Length >> 10} KiB of log");
        Assert.Empty(Missing(samples, Attack.Once).Concat(Missing(samples, Attack.Flood)).Select(attack => attack.Name));
        Assert.Equal(LinesBefore + LinesMeanwhile + 2, Lines(samples, "good"));
        Assert.Equal(LinesBefore + LinesMeanwhile + 1, Lines(samples, "inside"));
        Assert.Equal(0, Lines(samples, "secret"));
        Assert.DoesNotContain(samples, sample => sample.Name == "fake_total");
        Assert.DoesNotContain("root:x:0", log, StringComparison.Ordinal);
        Assert.True(time < Window, $"{time} of processor time in {Window}");
        Assert.True(peak < memory, $"{peak} bytes of memory");
        Assert.True(log.Length < 2 << 20, $"{log.Length} characters of log");
    }

    private static async Task PrepareAsync(TempVolume volume)
    {
        foreach (var name in new[] { "logs/hostile", "logs/flat", "logs/good", "state", "outside" }) Directory.CreateDirectory(volume[name]);
        await File.WriteAllTextAsync(volume["outside/secret.log"], "{\"N\":\"secret\"}\n", Cancel);

        // As an emptyDir with an fsGroup is: anybody in the Pod may write.
        var all = (UnixFileMode)0x1ff;
        foreach (var name in new[] { "logs/hostile", "logs/flat", "logs/good", "state" }) File.SetUnixFileMode(volume[name], all);
        foreach (var name in new[] { "", "logs", "outside" }) File.SetUnixFileMode(volume[name], all & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    private static Process Neighbour(TempVolume volume, string what)
    {
        var script = Repository.Path("tests/LogPair.EndToEnd.Tests/Hostile/attacks.sh");
        var copy = volume["attacks.sh"];
        File.Copy(script, copy, overwrite: true);
        File.SetUnixFileMode(copy, (UnixFileMode)0x1ed);
        return Process.Start(new ProcessStartInfo(
            "setpriv", ["--reuid", "10001", "--regid", "10001", "--clear-groups", "bash", copy, volume["outside"], what])
        {
            WorkingDirectory = volume["logs/hostile"],
            RedirectStandardError = true,
        })!;
    }

    private static async Task RunAsync(TempVolume volume, string what)
    {
        using var process = Neighbour(volume, what);
        var said = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        Assert.True(process.ExitCode == 0 && said.Length == 0, $"attacks.sh {what} ended with {process.ExitCode}: {said}");
    }

    private static void Append(string path, string kind, int lines) =>
        File.AppendAllLines(path, Enumerable.Repeat($$"""{"N":"{{kind}}"}""", lines));

    private static async Task WaitAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(Cancel);
    }

    private async Task<IReadOnlyList<Sample>> UntilAsync(IProcessorUnderAttack processor, Predicate<IReadOnlyList<Sample>> isRight)
    {
        var samples = await Deadline.PollAsync(Patience, () => ScrapeAsync(processor), isRight, Cancel);
        if (isRight(samples)) return samples;

        var own = samples.Where(sample => sample.Name is "lines_total" or "logpair_refused_files_total").Select(sample => $"{sample.Name}{string.Join(',', sample.Labels.Values)}={sample.Value}");
        var missing = Missing(samples, Attack.Once).Concat(Missing(samples, Attack.Flood)).Select(attack => attack.Name);
        Assert.Fail($"Not counted: {string.Join("; ", missing)}\n{string.Join(' ', own)}\n{Shorten(await processor.LogAsync())}");
        return samples;
    }

    private static async Task UntilNamedAsync(IProcessorUnderAttack processor, IReadOnlyList<Attack> attacks)
    {
        var log = await Deadline.PollAsync(Patience, processor.LogAsync, log => !Unnamed(log, attacks).Any(), Cancel);
        var unnamed = Unnamed(log, attacks).Select(attack => attack.Name);
        Assert.True(!unnamed.Any(), $"Not named: {string.Join("; ", unnamed)}\n{Shorten(log)}");
    }

    private async Task<IReadOnlyList<Sample>> ScrapeAsync(IProcessorUnderAttack processor)
    {
        try
        {
            return MetricsText.Parse(await _http.GetStringAsync(processor.Metrics, Cancel));
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private static IEnumerable<Attack> Unnamed(string log, IReadOnlyList<Attack> attacks) =>
        attacks.Where(attack => !attack.InLog.All(text => log.Contains(text, StringComparison.Ordinal)));

    private static IEnumerable<Attack> Missing(IReadOnlyList<Sample> samples, IReadOnlyList<Attack> attacks) =>
        attacks.Where(attack => !samples.Any(sample => sample.Name == attack.Metric && sample.Value >= 1 && Has(sample, attack.Label)));

    private static bool Has(Sample sample, string label) =>
        label.Length == 0 || label.Split('=', 2) is [var name, var value] && sample[name] == value;

    private static double Lines(IReadOnlyList<Sample> samples, string kind) =>
        samples.SingleOrDefault(sample => sample.Name == "lines_total" && sample["n"] == kind)?.Value ?? 0;

    private static string Shorten(string log) => log.Length < 12_000 ? log : $"{log[..6000]}\n…\n{log[^6000..]}";
}
