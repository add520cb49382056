using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Discovery;

/// <summary>What an open directory holds, as the kernel tells it: names as bytes, a buffer full at a time.</summary>
internal unsafe ref partial struct DirectoryEntries
{
    /// <summary>Some 1,500 names: two calls list most directories.</summary>
    public const int BufferBytes = 64 * 1024;

    // Source: getdents(2), struct linux_dirent64.
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    private readonly SafeFileHandle _directory;
    private readonly Span<byte> _buffer;
    private int _next;
    private int _end;

    /// <param name="directory">Open, not listed yet.</param>
    /// <param name="buffer">Does not move while this lives.</param>
    public DirectoryEntries(SafeFileHandle directory, Span<byte> buffer)
    {
        _directory = directory;
        _buffer = buffer;
    }

    /// <summary>Without the zero byte that follows it.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public FileKind Kind { get; private set; }

    /// <summary>Why there are no more.</summary>
    public int Error { get; private set; }

    public bool MoveNext()
    {
        if (_next == _end && !TryFill()) return false;

        var entry = _buffer[_next.._end];
        var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[LengthOffset..]);
        Kind = ToKind(entry[TypeOffset]);
        Name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(
            (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref entry[NameOffset]));
        _next += length;
        return true;
    }

    private bool TryFill()
    {
        fixed (byte* buffer = _buffer)
        {
            var read = GetDirectoryEntries(_directory, buffer, (nuint)_buffer.Length);
            Error = read < 0 ? Marshal.GetLastPInvokeError() : 0;
            _next = 0;
            _end = (int)Math.Max(0, read);
            return _end > 0;
        }
    }

    // Source: readdir(3), d_type.
    private static FileKind ToKind(byte type) => type switch
    {
        1 => FileKind.Pipe,
        2 or 6 => FileKind.Device,
        4 => FileKind.Directory,
        8 => FileKind.Regular,
        10 => FileKind.SymbolicLink,
        12 => FileKind.Socket,
        _ => FileKind.Unknown,
    };

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    private static partial nint GetDirectoryEntries(SafeFileHandle directory, byte* buffer, nuint size);
}
