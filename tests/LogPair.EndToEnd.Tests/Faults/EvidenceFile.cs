using LogPair.FaultWriters;
using Microsoft.Win32.SafeHandles;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>One file of the writer, held open: its bytes stay readable whatever becomes of its name.</summary>
internal sealed class EvidenceFile : IDisposable
{
    private const int ReadBytes = 1024 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly LineTally _tally;
    private byte[] _buffer = new byte[2 * ReadBytes];
    private int _torn;
    private long _offset;

    public EvidenceFile(SafeFileHandle handle, LineTally tally)
    {
        _handle = handle;
        _tally = tally;
        Inode = Native.Status(handle).Inode;
    }

    public ulong Inode { get; }

    /// <summary>Counts the complete lines that have come since.</summary>
    /// <returns>Whether it has no name any more. If so, and if its writer is done, everything in it was
    /// counted.</returns>
    public bool ReadToEnd()
    {
        var isDeleted = Native.Status(_handle).IsDeleted;
        while (true)
        {
            if (_buffer.Length - _torn < ReadBytes) Array.Resize(ref _buffer, 2 * _buffer.Length);
            var read = RandomAccess.Read(_handle, _buffer.AsSpan(_torn), _offset);
            if (read == 0) return isDeleted;

            _offset += read;
            Count(_torn + read);
        }
    }

    public void Dispose() => _handle.Dispose();

    private void Count(int filled)
    {
        var rest = _buffer.AsSpan(0, filled);
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            _tally.Add(rest[..(end + 1)]);
            rest = rest[(end + 1)..];
        }

        rest.CopyTo(_buffer);
        _torn = rest.Length;
    }
}
