namespace LogPair.Processor.Discovery;

/// <summary>What a name in a directory stands for.</summary>
internal enum FileKind
{
    /// <summary>The file system did not tell.</summary>
    Unknown,
    Regular,
    Directory,
    SymbolicLink,
    Pipe,
    Socket,
    Device,
}
