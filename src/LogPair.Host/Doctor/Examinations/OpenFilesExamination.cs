using System.Globalization;
using LogPair.Host.Units;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>How many files may be open at once.</summary>
internal sealed class OpenFilesExamination : IExamination
{
    // Sockets of scrapes, watchers, the runtime, and the least number of segments; see OpenFileLimit.
    private const int Least = 128;

    public string Name => "open files";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        // The runtime raises the first number to the second one when it starts.
        var line = (patient.System.TryRead("proc/self/limits") ?? "").Split('\n')
            .FirstOrDefault(each => each.StartsWith("Max open files", StringComparison.Ordinal));
        var parts = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts.Length < 5 || !long.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture,
            out var limit))
            return [line is null ? Finding.Skipped("the kernel tells no limit here") : Finding.Ok("no limit is set")];

        var files = patient.Volume.Listing.Files.Count;
        var words = $"{Quantity.Of(limit, "file")} may be open at once, "
            + $"{Quantity.Of(OpenFileLimit.Segments, "segment")} among them; "
            + $"{Quantity.Of(files, "file")} match";
        return [limit < Least ? Low(words) : files > OpenFileLimit.Segments ? Many(words) : Finding.Ok(words)];
    }

    private static Finding Low(string words) => Finding.Warning(
        $"the limit is low: {words}", "Scrapes and files compete for handles; some will fail.",
            "ulimit -n 1024; in docker: --ulimit nofile=1024");

    private static Finding Many(string words) => Finding.Warning(
        words, "The rest waits until others are at rest, and is counted later.",
        "Delete old files, narrow --logs, or raise the limit: ulimit -n 8192; in docker: --ulimit nofile=8192");
}
