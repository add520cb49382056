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

    // Bytes that the comparison of the first ones looks at; more than there ever are if that is not all of it.
    private readonly int _reach;

    private readonly byte[] _bytes;

    /// <param name="bytes">Not copied.</param>
    public VectorLiteral(byte[] bytes)
        : this(bytes, bytes.Length)
    {
    }

    /// <param name="bytes">Not copied. There may be more than belong to it.</param>
    /// <param name="length">Those that do.</param>
    public VectorLiteral(byte[] bytes, int length)
    {
        _bytes = bytes;
        Length = length;
        Span<byte> head = stackalloc byte[Vector256<byte>.Count];
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        head.Clear();
        mask.Clear();
        var near = Math.Min(length, head.Length);
        bytes.AsSpan(0, near).CopyTo(head);
        mask[..near].Fill(0xff);
        _head = Vector256.Create<byte>(head);
        _mask = Vector256.Create<byte>(mask);
        _reach = length <= head.Length ? head.Length : int.MaxValue;
    }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public int Length { get; }

    /// <summary>Whether they stand at a place of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> text, int at)
    {
        if (text.Length - at < _reach) return IsAllAt(text, at);

        return IsHeadAt(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
    }

    /// <summary>Whether the first of them, as many as a vector has, stand at a place from which a vector can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsHeadAt(ref byte place) => ((Vector256.LoadUnsafe(ref place) ^ _head) & _mask) == Vector256<byte>.Zero;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsAllAt(ReadOnlySpan<byte> text, int at)
    {
        if (Length <= Vector256<byte>.Count || Length > text.Length - at) return text[at..].StartsWith(Bytes);

        // The last vector overlaps the one before.
        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var last = Length - Vector256<byte>.Count;
        for (var i = 0; i < last; i += Vector256<byte>.Count)
        {
            if (Vector256.LoadUnsafe(ref place, (nuint)i) != Vector256.LoadUnsafe(ref bytes, (nuint)i)) return false;
        }

        return Vector256.LoadUnsafe(ref place, (nuint)last) == Vector256.LoadUnsafe(ref bytes, (nuint)last);
    }
}
