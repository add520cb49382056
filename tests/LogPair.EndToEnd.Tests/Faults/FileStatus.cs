namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>What the kernel says about an open file.</summary>
internal readonly record struct FileStatus(ulong Inode, long Size, bool IsDeleted);
