using System.Globalization;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// A wall clock that jumps while a process runs, by libfaketime. Monotonic time goes on as it does in reality.
/// </summary>
internal sealed class SteppingClock : IDisposable
{
    private static readonly string[] Libraries =
        ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"];

    private readonly TempVolume _volume = new("clock");

    public SteppingClock()
    {
        Step(TimeSpan.Zero);
        Variables = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Libraries.First(File.Exists),
            ["FAKETIME_TIMESTAMP_FILE"] = Offset,
            ["FAKETIME_NO_CACHE"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        };
    }

    /// <summary>What is missing to use it; null if it is there.</summary>
    public static string? Missing =>
        Libraries.Any(File.Exists) ? null : "There is no libfaketime (apt-get install faketime).";

    /// <summary>The environment of a process whose clock this is.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    private string Offset => _volume["offset"];

    public void Step(TimeSpan offset)
    {
        File.WriteAllText(Offset + ".new", string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0}"));
        File.Move(Offset + ".new", Offset, overwrite: true);
    }

    public void Dispose() => _volume.Dispose();
}
