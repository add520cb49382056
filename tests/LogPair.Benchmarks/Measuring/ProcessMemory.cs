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

    /// <returns>0 if the field is not there, as for a process that has ended.</returns>
    public static long Parse(IEnumerable<string> status, string field)
    {
        var line = status.FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        if (line is null) return 0;

        var kibibytes = line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }

    private static long Read(int processId, string field)
    {
        try
        {
            return Parse(File.ReadLines($"/proc/{processId}/status"), field);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
