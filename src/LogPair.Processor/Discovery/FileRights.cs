namespace LogPair.Processor.Discovery;

/// <summary>Who a file belongs to, and what they may do with it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">User id.</param>
/// <param name="Group">Group id.</param>
/// <param name="Mode">Its permission bits, nine of them.</param>
/// <param name="Device">Number of the file system that it is on.</param>
/// <param name="Inode">Its number there.</param>
internal readonly record struct FileRights(
    FileKind Kind, uint Owner, uint Group, UnixFileMode Mode, ulong Device, ulong Inode);
