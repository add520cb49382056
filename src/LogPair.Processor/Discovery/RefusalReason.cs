namespace LogPair.Processor.Discovery;

/// <summary>Why something that matches an input is not read. The names are values of a label.</summary>
internal enum RefusalReason
{
    /// <summary>A symbolic link. Links below an input's directory are never followed.</summary>
    Symlink,

    Pipe,
    Socket,
    Device,

    /// <summary>A directory with the name of a file.</summary>
    Directory,

    /// <summary>The name is not UTF-8, or holds control characters or such that turn the direction of text.</summary>
    Name,

    /// <summary>The processor's user and groups may not read it.</summary>
    Permission,

    /// <summary>Something else had the name when it was opened.</summary>
    Changed,

    /// <summary>A lease on it keeps others from opening it.</summary>
    Busy,

    /// <summary>More files or directories than an input may have.</summary>
    TooMany,

    /// <summary>Directories within directories, beyond the limit.</summary>
    TooDeep,

    /// <summary>What a compressed file begins with cannot be unpacked.</summary>
    Damaged,

    /// <summary>Whatever else the file system says.</summary>
    Io,
}
