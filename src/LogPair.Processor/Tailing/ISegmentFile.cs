using LogPair.Processor.Discovery;

namespace LogPair.Processor.Tailing;

/// <summary>
/// An open file that is read from any offset. The border of the process: tests put failing disks here.
/// </summary>
internal interface ISegmentFile : IDisposable
{
    /// <exception cref="IOException">The file system does not answer.</exception>
    FileFacts GetFacts();

    /// <returns>Bytes read; 0 at the end of what is there now.</returns>
    /// <exception cref="IOException">The file system does not answer.</exception>
    int Read(Span<byte> destination, long offset);
}
