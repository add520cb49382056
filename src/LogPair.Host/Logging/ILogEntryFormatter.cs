using System.Buffers;

namespace LogPair.Host.Logging;

/// <summary>Gives an entry its form: text for people, JSON for machines.</summary>
internal interface ILogEntryFormatter
{
    /// <summary>Writes the entry as UTF-8, line feed included.</summary>
    void Write(in LogEntry entry, IBufferWriter<byte> destination);
}
