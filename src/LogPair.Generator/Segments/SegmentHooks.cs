using System.Text;
using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.File;

namespace LogPair.Generator.Segments;

/// <summary>Takes the one file that Serilog's sink opens, to write lines to it without a text writer between.</summary>
internal sealed class SegmentHooks(Func<SafeFileHandle, ISegmentFile> wrap) : FileLifecycleHooks
{
    /// <summary>Null if the sink failed to open the file, which it tells nobody else.</summary>
    public ISegmentFile? Opened { get; private set; }

    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        // Without a size limit Serilog hands over the file stream itself. It closes the file, and writes nothing.
        Opened = wrap(((FileStream)underlyingStream).SafeFileHandle);
        return underlyingStream;
    }
}
