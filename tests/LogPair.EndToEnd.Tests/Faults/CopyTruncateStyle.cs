using System.IO.Compression;
using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>Debian's logrotate with <c>copytruncate</c>: it copies the file and cuts the original to nothing.</summary>
/// <remarks>
/// Lines that are written between the last read of the copy and the truncation are lost by logrotate itself; a reader
/// may have been faster, or not. So there are two bounds: what is on the volume must be counted, and never more than
/// was written.
/// </remarks>
internal sealed class CopyTruncateStyle(string name, params string[] options)
    : LogrotateStyle(name, ["copytruncate", .. options])
{
    // A writer that tears lines would leave half of one at the start of the truncated file.
    public override Tearing Tearing => Tearing.Never;

    /// <summary>What counts and truth differ in by more than logrotate's own race.</summary>
    public static IEnumerable<string> Compare(Scenario scenario, IReadOnlyDictionary<string, double> written)
    {
        var scrape = scenario.Scraper.Latest;
        foreach (var (series, truth) in written)
        {
            var counted = scrape.Totals.GetValueOrDefault(series);
            if (counted > truth) yield return $"{series}: counted {counted}, written {truth}: more than there was";
        }

        var bytes = written["logpair_bytes_total"];
        var missing = bytes - scrape.Totals.GetValueOrDefault("logpair_bytes_total");
        var race = bytes - OnVolume(scenario.LogsPath).Bytes;
        var reported = scrape.Lost("bytes");
        if (missing > race && missing != reported)
            yield return $"{missing} bytes are missing: logrotate lost at most {race}, and {reported} were reported as lost";
    }

    protected override string AfterRename(Scenario scenario) => "";

    protected override Task RolledAsync(Scenario scenario) => Task.CompletedTask;

    private static LineTally OnVolume(string logs)
    {
        var tally = new LineTally();
        foreach (var path in Directory.GetFiles(logs))
        {
            using Stream file = File.OpenRead(path);
            using var content = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            using var whole = new MemoryStream();
            content.CopyTo(whole);
            var rest = whole.GetBuffer().AsSpan(0, (int)whole.Length);
            for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                tally.Add(rest[..(end + 1)]);
                rest = rest[(end + 1)..];
            }
        }

        return tally;
    }
}
