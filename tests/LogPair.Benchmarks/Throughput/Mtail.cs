namespace LogPair.Benchmarks.Throughput;

/// <summary>Google's mtail, to measure beside if it is installed (Debian: <c>apt-get install mtail</c>).</summary>
internal static class Mtail
{
    private const string Program = "/usr/bin/mtail";

    /// <returns>Null if it is not installed, or if there is no program for the set.</returns>
    public static string[]? Command(string set, string file)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "rules", $"{set}.mtail");
        if (!File.Exists(Program) || !File.Exists(script)) return null;

        return
        [
            Program, "--one_shot", "--one_shot_format", "prometheus", "--emit_prog_label=false",
            "--logs", file, "--progs", script,
        ];
    }
}
