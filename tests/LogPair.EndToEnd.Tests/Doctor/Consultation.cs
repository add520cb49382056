using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>A volume with a fault, and the doctor as a process of its own.</summary>
internal sealed class Consultation : IDisposable
{
    /// <summary>Takes from root its power to read and write everything: it is then an ordinary user with the number
    /// 0.</summary>
    public static readonly IReadOnlyList<string> OrdinaryUser =
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--clear-groups"];

    private readonly Dictionary<string, string> _variables = [];

    public Consultation(string test)
    {
        Volume = new TempVolume(test);
        State = Volume["state"];
        Directory.CreateDirectory(Logs);
        Directory.CreateDirectory(State);
        Listen = $"127.0.0.1:{FreePort.Find()}";
    }

    public TempVolume Volume { get; }

    public string Logs => Volume["logs"];

    public string State { get; set; }

    public string Listen { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A line as Serilog writes it.</summary>
    public static string Line(TimeSpan ahead = default) =>
        $"{{\"@t\":\"{TimeProvider.System.GetUtcNow() + ahead:O}\",\"@mt\":\"x\"}}\n";

    public Consultation With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    /// <summary>Writes a file of the logs.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Logs, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Gives something to other people, as <c>chown</c> and <c>chmod</c> do.</summary>
    public static async Task GiveAsync(string path, string owner, string mode)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        Requirement.Check(isRoot ? null : "Only root can give files to other users.");
        await Tool.RunAsync("chown", [owner, path], Cancel);
        await Tool.RunAsync("chmod", [mode, path], Cancel);
    }

    public Task<DoctorReport> AskAsync(params string[] arguments) => AskUnderAsync([], arguments);

    /// <param name="under">A command that becomes what follows it, such as <c>setpriv</c>.</param>
    /// <param name="arguments">Added to those that name logs, state and port.</param>
    public async Task<DoctorReport> AskUnderAsync(IReadOnlyList<string> under, params string[] arguments)
    {
        string[] all = ["doctor", "--json", "--logs", Logs, "--state", State, "--listen", Listen, .. arguments];
        return new DoctorReport(await LogPairProcess.RunUnderAsync(under, _variables, Cancel, all));
    }

    public void Dispose() => Volume.Dispose();
}
