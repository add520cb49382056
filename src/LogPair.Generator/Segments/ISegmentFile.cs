namespace LogPair.Generator.Segments;

/// <summary>The open file of a segment: the border of the process, where a disk can fail.</summary>
internal interface ISegmentFile
{
    /// <summary>Length that the system knows, in bytes.</summary>
    /// <exception cref="IOException"/>
    long Length { get; }

    /// <summary>Hands all bytes to the kernel; those that it took before it failed stay in the file.</summary>
    /// <exception cref="IOException"/>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <exception cref="IOException"/>
    void SetLength(long length);
}
