using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Logging;

/// <summary>
/// Writes logpair's own log, entry by entry and at once, so that the last words before a death are seen.
/// </summary>
/// <remarks>Safe from any thread. There is little to write: nothing is logged per line of input.</remarks>
internal sealed class StderrLoggerProvider : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly TextWriter _destination;
    private readonly ILogEntryFormatter _formatter;
    private readonly TimeProvider _time;

    public StderrLoggerProvider(TextWriter destination, ILogEntryFormatter formatter, TimeProvider time)
    {
        _destination = destination;
        _formatter = formatter;
        _time = time;
    }

    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName, this);

    public void Dispose()
    {
        // The writer is the process's, not ours.
    }

    internal void Write(
        string category, LogLevel level, EventId eventId, string message,
        IReadOnlyList<KeyValuePair<string, object?>> fields, Exception? exception)
    {
        var entry = new LogEntry(_time.GetUtcNow(), level, category, eventId, message, fields, exception);
        lock (_gate)
        {
            _buffer.ResetWrittenCount();
            _formatter.Write(entry, _buffer);
            try
            {
                _destination.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
                _destination.Flush();
            }
            catch (IOException)
            {
                // Whoever read our log is gone. Counting goes on without it.
            }
        }
    }
}
