namespace LogPair.Processor.Discovery;

/// <summary>Who sees to it that no link is followed on the way to a file.</summary>
internal enum Resolution
{
    /// <summary>openat2(2), since Linux 5.6. Sandboxed runtimes and old seccomp profiles do not have it.</summary>
    Kernel,

    /// <summary>One openat(2) for each directory on the way, none of which follows a link. The result is the same.</summary>
    EachPart,
}
