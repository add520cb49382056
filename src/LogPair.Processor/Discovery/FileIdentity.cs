namespace LogPair.Processor.Discovery;

/// <summary>What tells a file from every other one, whatever its name.</summary>
/// <param name="Device">The file system it is on.</param>
/// <param name="Inode">Its number there. Reused as soon as a file is gone, so not enough alone.</param>
/// <param name="BirthTicks">
/// UTC ticks of its creation, 0 where the file system does not tell. Sets apart two files that got the same inode
/// number one after the other.
/// </param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, long BirthTicks);
