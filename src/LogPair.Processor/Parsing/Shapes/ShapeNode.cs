using System.Runtime.CompilerServices;

namespace LogPair.Processor.Parsing.Shapes;

/// <summary>A place in the tree of shapes: bytes that all its lines have, then a value, an end, or several ways on.</summary>
internal sealed class ShapeNode
{
    private VectorLiteral _literal;

    public ShapeNode(byte[] literal)
    {
        _literal = new VectorLiteral(literal);
    }

    /// <summary>What stands here.</summary>
    public ReadOnlySpan<byte> Literal => _literal.Bytes;

    /// <summary>Bytes of it.</summary>
    public int Length => _literal.Length;

    /// <summary>What follows the value that follows; null if none does.</summary>
    public ShapeNode? AfterValue { get; set; }

    /// <summary>Of the value that follows.</summary>
    public int Depth { get; set; }

    /// <summary>Bytes of the value that follows, if it usually has the same; else 0.</summary>
    public int UsualLength { get; set; }

    /// <summary>What to do with the values if the line ends here; null if it does not.</summary>
    public ShapeEnd? End { get; set; }

    /// <summary>First bytes of <see cref="Ways"/>, all different.</summary>
    public byte[] Keys { get; private set; } = [];

    /// <summary>How it may go on if <see cref="AfterValue"/> and <see cref="End"/> are null.</summary>
    public ShapeNode[] Ways { get; private set; } = [];

    /// <summary>How it goes on if it is none of <see cref="Ways"/>; has no literal.</summary>
    public ShapeNode? Otherwise { get; set; }

    /// <summary>Which of <see cref="Ways"/> begins with a byte; else <see cref="Otherwise"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
    public bool IsAt(ReadOnlySpan<byte> text, int at) => _literal.IsAt(text, at);

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
        var head = new ShapeNode(Literal[..length].ToArray());
        _literal = new VectorLiteral(Literal[length..].ToArray());
        head.AddWay(this);
        return head;
    }
}
