using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Parsing.Shapes;

/// <summary>A place in the tree of shapes: bytes that all its lines have, then a value, an end, or several ways on.</summary>
internal sealed class ShapeNode
{
    // The first bytes of the literal, and which of the bytes these are.
    private Vector256<byte> _head;
    private Vector256<byte> _mask;

    // Bytes that the comparison of the first ones looks at; more than there ever are if that is not all of it.
    private int _reach;

    public ShapeNode(byte[] literal)
    {
        Literal = literal;
    }

    /// <summary>What stands here.</summary>
    public byte[] Literal
    {
        get;
        private set
        {
            field = value;
            Span<byte> head = stackalloc byte[Vector256<byte>.Count];
            Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
            head.Clear();
            mask.Clear();
            var length = Math.Min(value.Length, head.Length);
            value.AsSpan(0, length).CopyTo(head);
            mask[..length].Fill(0xff);
            _head = Vector256.Create<byte>(head);
            _mask = Vector256.Create<byte>(mask);
            Length = value.Length;
            _reach = value.Length <= head.Length ? head.Length : int.MaxValue;
        }
    }

    /// <summary>Bytes of the literal, nearer at hand than there.</summary>
    public int Length { get; private set; }

    /// <summary>What follows the value that follows; null if none does.</summary>
    public ShapeNode? AfterValue { get; set; }

    /// <summary>Of the value that follows.</summary>
    public int Depth { get; set; }

    /// <summary>What to do with the values if the line ends here; null if it does not.</summary>
    public ShapeEnd? End { get; set; }

    /// <summary>First bytes of <see cref="Ways"/>, all different.</summary>
    public byte[] Keys { get; private set; } = [];

    /// <summary>How it may go on if <see cref="AfterValue"/> and <see cref="End"/> are null.</summary>
    public ShapeNode[] Ways { get; private set; } = [];

    /// <summary>How it goes on if it is none of <see cref="Ways"/>; has no literal.</summary>
    public ShapeNode? Otherwise { get; set; }

    /// <summary>Which of <see cref="Ways"/> begins with a byte; else <see cref="Otherwise"/>.</summary>
    public ShapeNode? WayOf(byte first)
    {
        // Most nodes have two or three.
        var keys = Keys;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == first) return Ways[i];
        }

        return Otherwise;
    }

    /// <summary>Whether the literal stands at a place of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> text, int at)
    {
        // Most are no longer than one vector.
        if (text.Length - at < _reach) return IsAllAt(text, at);

        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        return ((Vector256.LoadUnsafe(ref place) ^ _head) & _mask) == Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsAllAt(ReadOnlySpan<byte> text, int at)
    {
        if (Length <= Vector256<byte>.Count || Length > text.Length - at) return text[at..].StartsWith(Literal);

        // The last vector overlaps the one before.
        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        ref var literal = ref MemoryMarshal.GetArrayDataReference(Literal);
        var last = Length - Vector256<byte>.Count;
        for (var i = 0; i < last; i += Vector256<byte>.Count)
        {
            if (Vector256.LoadUnsafe(ref place, (nuint)i) != Vector256.LoadUnsafe(ref literal, (nuint)i)) return false;
        }

        return Vector256.LoadUnsafe(ref place, (nuint)last) == Vector256.LoadUnsafe(ref literal, (nuint)last);
    }

    public void AddWay(ShapeNode way)
    {
        if (way.Literal.Length == 0)
        {
            Otherwise = way;
            return;
        }

        Keys = [.. Keys, way.Literal[0]];
        Ways = [.. Ways, way];
    }

    public void ReplaceWay(int way, ShapeNode by) => Ways[way] = by;

    /// <summary>Divides it after some bytes of its literal, where it gets ways to go on, its own being the only one yet.</summary>
    public ShapeNode Split(int length)
    {
        var head = new ShapeNode(Literal[..length]);
        Literal = Literal[length..];
        head.AddWay(this);
        return head;
    }
}
