using System.Runtime.InteropServices;

namespace LogPair.Processor.Discovery;

/// <summary>Why something is not read, for metrics and for people.</summary>
/// <param name="Reason">Of a closed set.</param>
/// <param name="Text">Goes on after the path: "is a pipe".</param>
internal readonly record struct Refusal(RefusalReason Reason, string Text)
{
    // Source: the kernel's asm-generic/errno-base.h and errno.h.
    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int NoSuchDevice = 6;
    private const int WouldBlock = 11;
    private const int AccessDenied = 13;
    private const int NotADirectory = 20;
    private const int TooManyLinks = 40;
    private const int CrossDevice = 18;

    /// <summary>Whether it may hold lines that somebody expects to be counted.</summary>
    public bool HoldsLines => Reason is RefusalReason.Permission or RefusalReason.Busy or RefusalReason.Io
        or RefusalReason.Changed or RefusalReason.TooMany;

    /// <summary>Nothing but a regular file is read.</summary>
    public static Refusal Of(FileKind kind) => kind switch
    {
        FileKind.SymbolicLink => new Refusal(
            RefusalReason.Symlink, "is a symbolic link, which is not followed. Name what it leads to as an input"),
        FileKind.Pipe => new Refusal(RefusalReason.Pipe, "is a pipe. Only regular files are read"),
        FileKind.Socket => new Refusal(RefusalReason.Socket, "is a socket. Only regular files are read"),
        FileKind.Device => new Refusal(RefusalReason.Device, "is a device. Only regular files are read"),
        FileKind.Directory => new Refusal(
            RefusalReason.Directory, "is a directory with the name of a file. Only regular files are read"),
        _ => new Refusal(RefusalReason.Io, "is of an unknown kind. Only regular files are read"),
    };

    /// <summary>What the system said when something was to be opened.</summary>
    public static Refusal OfError(int error) => error switch
    {
        TooManyLinks => Of(FileKind.SymbolicLink),
        AccessDenied or NotPermitted => new Refusal(
            RefusalReason.Permission,
            "cannot be read: permission denied. Give the processor's user or group read permission"),
        NoSuchDevice => Of(FileKind.Socket),
        WouldBlock => new Refusal(RefusalReason.Busy, "is held by a lease of another process"),
        NoSuchFile or NotADirectory or CrossDevice => Changed,
        _ => new Refusal(RefusalReason.Io, $"cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}"),
    };

    public static Refusal Changed { get; } =
        new(RefusalReason.Changed, "was removed or replaced between the look at its directory and its opening");

    public static Refusal BadName { get; } = new(
        RefusalReason.Name,
        "has a name that is not UTF-8 or that holds control characters. Rename it if its lines are to count");
}
