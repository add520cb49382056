using System.Text;
using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.File;

namespace LogPair.Generator.Segments;

/// <summary>Puts a <see cref="SegmentStream"/> into the one file that Serilog's sink opens.</summary>
internal sealed class SegmentHooks(Func<SafeFileHandle, ISegmentFile> wrap) : FileLifecycleHooks
{
    /// <summary>Null if the sink failed to open the file, which it tells nobody else.</summary>
    public SegmentStream? Opened { get; private set; }

    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        // Without a size limit Serilog hands over the file stream itself.
        var file = wrap(((FileStream)underlyingStream).SafeFileHandle);
        return Opened = new SegmentStream(underlyingStream, file);
    }
}
