using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline;

/// <summary>How much memory of this process is resident.</summary>
/// <remarks>
/// <see cref="Environment.WorkingSet"/> has the kernel write the 60 lines of <c>/proc/self/status</c> in seven system
/// calls, which takes longer than the rest of what a scrape asks the process about itself.
/// </remarks>
internal static class ResidentMemory
{
    // Of this process, whoever asks. Null where there is none.
    private static readonly SafeFileHandle? Statm = Open("/proc/self/statm");

    public static long Bytes => TryRead(out var pages) ? pages * Environment.SystemPageSize : Environment.WorkingSet;

    // Source: proc_pid_statm(5): all of the address space and the resident part of it, in pages.
    private static bool TryRead(out long pages)
    {
        pages = 0;
        if (Statm is null) return false;

        Span<byte> text = stackalloc byte[128];
        text = text[..RandomAccess.Read(Statm, text, fileOffset: 0)];
        return Utf8Parser.TryParse(text[(text.IndexOf((byte)' ') + 1)..], out pages, out _);
    }

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
