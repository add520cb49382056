using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Parsing.Shapes;

/// <summary>Bytes that are expected at a place of a text, seldom more than a vector: so many are compared at once.</summary>
internal readonly struct VectorLiteral
{
    // The first bytes, and which of a vector's these are.
    private readonly Vector256<byte> _head;
    private readonly Vector256<byte> _mask;

    // Bytes that the comparison looks at.
    private readonly int _reach;

    private readonly byte[] _bytes;

    /// <param name="bytes">Not copied.</param>
    public VectorLiteral(byte[] bytes)
    {
        _bytes = bytes;
        Length = bytes.Length;
        Span<byte> head = stackalloc byte[Vector256<byte>.Count];
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        head.Clear();
        mask.Clear();
        var near = Math.Min(Length, head.Length);
        bytes.AsSpan(0, near).CopyTo(head);
        mask[..near].Fill(0xff);
        _head = Vector256.Create<byte>(head);
        _mask = Vector256.Create<byte>(mask);
        _reach = Math.Max(Length, head.Length);
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public int Length { get; }

    /// <summary>Whether they stand at a place of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> text, int at)
    {
        if (text.Length - at < _reach) return IsAllAt(text, at);

        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        return ((Vector256.LoadUnsafe(ref place) ^ _head) & _mask) == Vector256<byte>.Zero
            && (Length <= Vector256<byte>.Count || IsRestAt(ref place));
    }

    // The last vector overlaps the one before.
    private bool IsRestAt(ref byte place)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var last = Length - Vector256<byte>.Count;
        for (var i = Vector256<byte>.Count; i < last; i += Vector256<byte>.Count)
        {
            if (Vector256.LoadUnsafe(ref place, (nuint)i) != Vector256.LoadUnsafe(ref bytes, (nuint)i)) return false;
        }

        return Vector256.LoadUnsafe(ref place, (nuint)last) == Vector256.LoadUnsafe(ref bytes, (nuint)last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsAllAt(ReadOnlySpan<byte> text, int at) => text[at..].StartsWith(Bytes);
}
