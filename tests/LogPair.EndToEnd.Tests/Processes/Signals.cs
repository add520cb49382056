using System.Runtime.InteropServices;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>Sends signals that <see cref="System.Diagnostics.Process"/> cannot.</summary>
internal static class Signals
{
    private const int Terminate = 15;

    public static void SendTerminate(int process) => Assert.Equal(0, Kill(process, Terminate));

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
