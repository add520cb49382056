using System.Net;
using System.Text;
using LogPair.Host.Commands;
using LogPair.Host.Web;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Host.Doctor;

/// <summary>The whole command, against a port that answers as a processor in trouble does.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private const string Well =
        "logpair_ready 1\nlogpair_lines_total 100\nlogpair_build_info{version=\"$version\"} 1\n";

    private readonly TempVolume _volume = new(nameof(DoctorCommandTests));
    private readonly FakeMetricsSource _source = new();
    private readonly Invocation _doctor = new();

    public DoctorCommandTests() => File.WriteAllText(_volume["app.log"], "{\"@mt\":\"x\"}\n");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Theory]
    [InlineData("logpair_lost_bytes_total{stream=\"app\",reason=\"truncated\"} 2048\n",
        "failure  counting     the stream app has lost 2 KiB: truncated")]
    [InlineData("logpair_lost_lines_total{stream=\"app\",reason=\"no_space\"} 1\n",
        "failure  counting     the stream app has lost 1 line: no_space")]
    [InlineData("logpair_seals_total{stream=\"app\",result=\"mismatch\"} 1\n",
        "failure  counting     seals of the stream app do not fit: 1 segment")]
    [InlineData("logpair_unreadable_files 3\n",
        "warning  counting     matching, but not read by the processor: 3 files")]
    [InlineData("logpair_refused_files_total{reason=\"symlink\"} 1\n",
        "warning  counting     matching, but refused (symlink): 1 file")]
    [InlineData("logpair_web_config_last_reload_success 0\n",
        "failure  processor    the web configuration in force is older than its files")]
    [InlineData("logpair_last_checkpoint_timestamp_seconds 1700000000\n",
        "failure  processor    its state was last saved ")]
    [InlineData("logpair_lag_bytes{stream=\"app\"} 100000000\n",
        "warning  processor    the stream app is behind: 95.4 MiB wait")]
    [InlineData("logpair_watcher_up 0\n", "warning  file events  the running processor gets no file events")]
    [InlineData("logpair_build_info{version=\"9.9\"} 1\n", "warning  processor    it is version 9.9, and this is ")]
    public async Task WhatARunningProcessorComplainsOfIsTold(string metrics, string expected)
    {
        var text = metrics + Well.Replace("$version", ProductVersion.Text, StringComparison.Ordinal);

        await AskAsync(text);

        Assert.Contains("\n" + expected, _doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProcessorThatCannotBeScrapedIsAFailure()
    {
        _source.Failure = new IOException("No space left on device");

        Assert.Equal(ExitCode.Failed, await AskAsync(""));

        Assert.Contains("failure  processor    /metrics answered 503: scrape failed: No space left on device",
            _doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProcessorThatIsStuckIsAFailure()
    {
        _source.Status = Some.Status(isReady: true) with { SinceLastPass = TimeSpan.FromMinutes(2) };

        Assert.Equal(ExitCode.Failed, await AskAsync(Well));

        Assert.Contains("failure  processor    it is stuck: the volume was last looked at 120 seconds ago",
            _doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsLookedAtHereIsNoScrape()
    {
        await AskAsync(Well);

        Assert.True(_source.Entered.Task.IsCompleted);
        Assert.False(_source.Seen.Task.IsCompleted);
    }

    [Fact]
    public async Task APipeGetsNoColours()
    {
        await AskAsync(Well);

        Assert.DoesNotContain('\e', _doctor.Output);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--credentials-file", "/no/such/file")]
    public async Task WrongUseIsSaidSo(params string[] arguments)
    {
        Assert.Equal(ExitCode.WrongUse, await _doctor.RunAsync(["doctor", .. arguments]));

        Assert.Contains(arguments[0], _doctor.Error, StringComparison.Ordinal);
        Assert.Empty(_doctor.Output);
    }

    [Fact]
    public async Task WithoutLogsThereIsNothingToCount()
    {
        Assert.Equal(ExitCode.Failed, await _doctor.RunAsync("doctor", "--listen", "127.0.0.1:0"));

        Assert.Contains("failure  rules        no logs to count", _doctor.Output, StringComparison.Ordinal);
        Assert.Contains("skipped  state        ", _doctor.Output, StringComparison.Ordinal);
    }

    private async Task<int> AskAsync(string metrics)
    {
        _source.Text = Encoding.UTF8.GetBytes(metrics);
        await using var server = await MetricsServer.StartAsync(
            new ListenAddress(IPAddress.Loopback, 0), _source, NullLoggerFactory.Instance, Cancel);
        return await _doctor.RunAsync("doctor", "--logs", _volume.Path, "--listen", server.Address.ToString());
    }
}
