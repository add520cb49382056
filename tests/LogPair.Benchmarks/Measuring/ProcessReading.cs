using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Bytes that another process has read from files. Source: proc_pid_io(5), <c>rchar</c>.</summary>
/// <remarks>Shows how far it got without asking it. What comes from sockets is not in it.</remarks>
internal static class ProcessReading
{
    public static long Bytes(int processId) => ParseBytes(File.ReadAllText($"/proc/{processId}/io"));

    public static long ParseBytes(string io)
    {
        const string field = "rchar:";
        var line = io.Split('\n').First(l => l.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
