using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogPair.Processor.Parsing.Shapes;

/// <summary>Bytes that stand between values, seldom more than eight: so many are compared as one number.</summary>
internal readonly struct ShortLiteral
{
    // The first bytes, and which of a number's these are.
    private readonly ulong _head;
    private readonly ulong _mask;
    private readonly byte[] _bytes;
    private readonly int _length;

    public ShortLiteral(byte[] bytes)
    {
        _bytes = bytes;
        _length = bytes.Length;
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        var length = Math.Min(bytes.Length, head.Length);
        bytes.AsSpan(0, length).CopyTo(head);
        _head = MemoryMarshal.Read<ulong>(head);
        head[..length].Fill(0xff);
        _mask = MemoryMarshal.Read<ulong>(head);
    }

    public int Length => _length;

    /// <summary>Whether it stands at a place of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> text, int at)
    {
        if (text.Length - at < sizeof(ulong) || _length > sizeof(ulong)) return IsAll(text[at..]);

        var head = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        return ((head ^ _head) & _mask) == 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsAll(ReadOnlySpan<byte> text) => text.StartsWith(_bytes);
}
