namespace LogPair.Processor.Discovery;

/// <summary>What the file system says of a file at one moment.</summary>
/// <param name="Identity">Stays the same through renames.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedTicks">UTC ticks of the last change of its content, as coarse as the file system keeps it.</param>
/// <param name="LinkCount">Names it has; 0 once it is deleted but still open.</param>
/// <param name="Kind">Only <see cref="FileKind.Regular"/> is ever read.</param>
internal readonly record struct FileFacts(
    FileIdentity Identity, long Size, long ModifiedTicks, int LinkCount, FileKind Kind)
{
    public bool IsRegular => Kind == FileKind.Regular;

    public bool IsDeleted => LinkCount == 0;
}
