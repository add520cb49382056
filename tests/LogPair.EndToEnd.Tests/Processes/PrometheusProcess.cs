using System.ComponentModel;
using System.Diagnostics;
using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>A real Prometheus server on a loopback port, which scrapes one address and stores exemplars.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private PrometheusProcess(Process process, int port)
    {
        _process = process;
        Client = new PrometheusClient(new Uri($"http://127.0.0.1:{port}/"));
    }

    public PrometheusClient Client { get; }

    /// <summary>Skips the test where there is no Prometheus.</summary>
    /// <param name="volume">Takes its configuration and its data.</param>
    /// <param name="target">Address and port to scrape.</param>
    /// <param name="interval">Between two scrapes, as Prometheus writes it.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<PrometheusProcess> StartAsync(TempVolume volume, string target, string interval, CancellationToken cancel) =>
        StartAsync(volume, $"""
            scrape_configs:
              - job_name: logpair
                scrape_interval: {interval}
                scrape_timeout: {interval}
                static_configs:
                  - targets: ['{target}']
            """, cancel);

    /// <param name="volume">Takes its configuration and its data.</param>
    /// <param name="configuration">All of it.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<PrometheusProcess> StartAsync(TempVolume volume, string configuration, CancellationToken cancel)
    {
        var port = FreePort.Find();
        await File.WriteAllTextAsync(volume["prometheus.yml"], configuration, cancel);
        var process = TryStart(
            $"--config.file={volume["prometheus.yml"]}", $"--storage.tsdb.path={volume["tsdb"]}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
            "--enable-feature=exemplar-storage");
        Requirement.Check(process is null ? "There is no Prometheus. Install it (apt-get install prometheus; .ci/prepare does)." : null);

        var prometheus = new PrometheusProcess(process!, port);
        var one = await Deadline.PollAsync(Patience, () => prometheus.Client.ValueAsync("vector(1)", cancel), value => value == 1, cancel);
        Assert.True(one == 1, $"Prometheus does not answer on port {port}.");
        return prometheus;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process? TryStart(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("prometheus", arguments));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
