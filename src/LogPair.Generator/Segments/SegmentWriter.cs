using System.Runtime.Versioning;
using LogPair.Contract;
using Microsoft.Win32.SafeHandles;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Formatting.Compact;

namespace LogPair.Generator.Segments;

/// <summary>One segment, from its creation to its seal, written in a file that Serilog's file sink opens and closes.</summary>
/// <remarks>Not thread-safe; the sink's lock owns it.</remarks>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>
    /// Readable by the group, whatever the umask: the processor is another user with the same fsGroup.
    /// </summary>
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly ILogEventSink _sink;
    private readonly SegmentLines _lines;
    private DateTimeOffset? _firstEvent;
    private DateTimeOffset? _lastEvent;

    private SegmentWriter(SegmentName name, string path, ILogEventSink sink, SegmentLines lines)
    {
        Name = name;
        PeriodEnd = name.Period.End;
        Path = path;
        _sink = sink;
        _lines = lines;
    }

    public SegmentName Name { get; }

    /// <summary>First moment after the segment's period.</summary>
    public DateTimeOffset PeriodEnd { get; }

    public string Path { get; }

    /// <summary>Bytes in whole lines, those that wait among them.</summary>
    public long Bytes => _lines.Written.Bytes;

    /// <inheritdoc cref="SegmentLines.TornBytes"/>
    public long TornBytes => _lines.TornBytes;

    /// <inheritdoc cref="SegmentLines.AreWaiting"/>
    public bool HasWaiting => _lines.AreWaiting;

    /// <inheritdoc cref="SegmentLines.MustEnd"/>
    public bool MustEnd => _lines.MustEnd;

    /// <summary>
    /// False if somebody has deleted, replaced or changed the file: what is written now would be lost.
    /// </summary>
    public bool IsIntact
    {
        get
        {
            var file = new FileInfo(Path);
            return file.Exists && _lines.IsLength(file.Length);
        }
    }

    /// <param name="directory">Must exist.</param>
    /// <param name="name">Of a segment that does not exist.</param>
    /// <param name="wrap">Makes the file's border.</param>
    /// <param name="wait">Makes the place where lines wait; it may have none.</param>
    /// <exception cref="IOException">The file could not be made, or is there already.</exception>
    /// <exception cref="UnauthorizedAccessException">The file could not be made.</exception>
    public static SegmentWriter Create(
        string directory, SegmentName name, Func<SafeFileHandle, ISegmentFile> wrap, Func<string, WaitingLines?> wait)
    {
        var path = System.IO.Path.Combine(directory, name.ToString());

        // Made here, because Serilog's sink would open a file that exists, and would not
        // tell why it failed. Kept open until the sink has its own handle: without a
        // lock on it, another process could take the file for a dead one's and seal it.
        using var claim = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        // Between its creation and its lock, another process may have met the file, and sealed it for a dead one's.
        if (File.Exists(VolumeLayout.SealOf(path)))
            throw new IOException($"{path} was sealed by another process when it had just been created.");

        if (OperatingSystem.IsWindows()) claim.Dispose();
        else LetTheGroupRead(claim);

        // No event ever goes through the sink itself, so that its formatter has nothing to do.
        var hooks = new SegmentHooks(wrap);
        var sink = LoggerSinkConfiguration.CreateSink(writeTo => writeTo.File(
            new CompactJsonFormatter(), path, fileSizeLimitBytes: null, buffered: false, shared: false,
            rollingInterval: RollingInterval.Infinite, retainedFileCountLimit: null, hooks: hooks));
        if (hooks.Opened is { } file) return new SegmentWriter(name, path, sink, new SegmentLines(file, wait(path)));

        File.Delete(path);
        throw new IOException($"Serilog's file sink could not open {path}, which had just been created.");
    }

    /// <summary>Writes the line of one event. If this fails, nothing of it is in the file.</summary>
    /// <exception cref="IOException">The event is not written.</exception>
    public void Write(ReadOnlySpan<byte> line, DateTimeOffset moment, bool mayWait)
    {
        _lines.Append(line, mayWait);
        _firstEvent ??= moment;
        _lastEvent = moment;
    }

    /// <inheritdoc cref="SegmentLines.WriteWaiting"/>
    public void WriteWaiting() => _lines.WriteWaiting();

    public Seal Seal(IReadOnlyDictionary<string, long> dropped) => new()
    {
        Bytes = Bytes,
        Lines = _lines.Written.Lines,
        Hash = _lines.Written.Hash,
        FirstEvent = _firstEvent,
        LastEvent = _lastEvent,
        Dropped = dropped,
        TornBytes = _lines.TornBytes,
    };

    public void Dispose()
    {
        _lines.Dispose();
        (_sink as IDisposable)?.Dispose();
    }

    [UnsupportedOSPlatform("windows")]
    private static void LetTheGroupRead(SafeFileHandle file)
    {
        try
        {
            File.SetUnixFileMode(file, Mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // File systems without modes. Logs that the sidecar may not be able to read are better than none.
        }
    }
}
