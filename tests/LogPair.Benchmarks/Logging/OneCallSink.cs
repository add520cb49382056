using LogPair.Generator;
using LogPair.Generator.Formatting;
using Microsoft.Win32.SafeHandles;
using Serilog.Core;
using Serilog.Events;

namespace LogPair.Benchmarks.Logging;

/// <summary>
/// The floor of one write call for each event: no formatting, nothing but a lock and a call with as many bytes as a line
/// has on average, and a new file after each 10 MiB.
/// </summary>
internal sealed class OneCallSink(string directory) : ILogEventSink, IDisposable
{
    private const int FileBytes = 10 * 1024 * 1024;

    private const int Sample = 1_000;

    private readonly Lock _gate = new();
    private readonly EventFormatter _formatter = new(LogPairFormat.Clef);
    private SafeFileHandle? _file;
    private byte[] _line = [];
    private long _offset;
    private int _files;
    private int _sampled;
    private int _sampledBytes;

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_sampled < Sample) Look(logEvent);
            if (_file is null || _offset >= FileBytes) Roll();
            RandomAccess.Write(_file!, _line, _offset);
            _offset += _line.Length;
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Look(LogEvent logEvent)
    {
        var line = LineBuffer.Rent();
        _formatter.Format(logEvent, line);
        _sampledBytes += line.Length;
        LineBuffer.Return(line);
        _line = new byte[_sampledBytes / ++_sampled];
        _line[^1] = (byte)'\n';
    }

    private void Roll()
    {
        _file?.Dispose();
        _file = File.OpenHandle(
            Path.Combine(directory, $"{_files++}.log"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _offset = 0;
    }
}
