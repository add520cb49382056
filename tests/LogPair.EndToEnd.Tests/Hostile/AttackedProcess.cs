using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>The executable as a process. Root's power to read everything is taken from it, if it is root's.</summary>
internal sealed class AttackedProcess : IProcessorUnderAttack
{
    private readonly LogPairProcess _process;

    private AttackedProcess(LogPairProcess process, string address)
    {
        _process = process;
        Metrics = new Uri($"http://{address}/metrics");
    }

    public Uri Metrics { get; }

    public int ProcessId => _process.Id;

    public static AttackedProcess Start(TempVolume volume, string rules)
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        File.WriteAllText(volume["rules.yaml"], rules.Replace("$LOGS", volume["logs"], StringComparison.Ordinal));
        return new AttackedProcess(
            LogPairProcess.StartUnder(
                ["setpriv", "--bounding-set=-dac_override,-dac_read_search"], new Dictionary<string, string>(),
                "run", "--state", volume["state"], "--listen", address, "--config", volume["rules.yaml"]),
            address);
    }

    public Task<string> LogAsync() => Task.FromResult(_process.Error);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
