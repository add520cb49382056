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

    /// <summary>Whether a read that brought less than it was asked for, and ended here, has come to the end.</summary>
    /// <remarks>If it can be told without another read. What is written meanwhile is found by the next look.</remarks>
    bool EndsAt(long offset) => false;

    /// <summary>Where the next bytes are that were ever written: past a hole, which reads as zeros, there may be none for long.</summary>
    /// <returns>At least <paramref name="offset"/>; the end of the file if there are none.</returns>
    /// <exception cref="IOException">The file system does not answer.</exception>
    long NextData(long offset) => offset;
}
