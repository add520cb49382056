using System.Runtime.InteropServices;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>Sends signals that <see cref="System.Diagnostics.Process"/> cannot.</summary>
internal static class Signals
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>What Ctrl-C sends.</summary>
    public static void SendInterrupt(int process) => Assert.Equal(0, Kill(process, Interrupt));

    public static void SendTerminate(int process) => Assert.Equal(0, Kill(process, Terminate));

    /// <summary>Halts it at once, until <see cref="SendContinue"/>.</summary>
    public static void SendStop(int process) => Assert.Equal(0, Kill(process, Stop));

    public static void SendContinue(int process) => Assert.Equal(0, Kill(process, Continue));

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
