using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Resident memory of another process. Source: proc_pid_status(5).</summary>
/// <remarks>
/// The high-water mark is read while the process runs, because the one that the kernel keeps for a parent (ru_maxrss)
/// also counts the memory that this runtime shared with the child until it became the program.
/// </remarks>
internal static class ProcessMemory
{
    /// <summary>The largest resident set so far; 0 once the process has ended.</summary>
    public static long PeakBytes(int processId) => Read(processId, "VmHWM:");

    /// <summary>The resident set now, file pages included.</summary>
    public static long ResidentBytes(int processId) => Read(processId, "VmRSS:");

    /// <summary>The part of the resident set that only this process has.</summary>
    public static long AnonymousBytes(int processId) => Read(processId, "RssAnon:");

    private static long Read(int processId, string field)
    {
        try
        {
            var lines = File.ReadLines($"/proc/{processId}/status");
            var line = lines.FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
            if (line is null) return 0;

            var kibibytes = line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
