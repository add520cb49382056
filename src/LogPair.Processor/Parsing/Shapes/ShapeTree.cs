namespace LogPair.Processor.Parsing.Shapes;

/// <summary>Shapes by their common beginnings. One owner thread.</summary>
internal sealed class ShapeTree
{
    private byte[][] _pieces = [];
    private int[] _depths = [];
    private int[] _lengths = [];
    private ShapeEnd? _end;
    private bool _isNew;

    public ShapeNode? Root { get; private set; }

    /// <summary>Shapes that there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a shape, if it is not known.</summary>
    /// <param name="pieces">What stands before each value, and after the last one up to the line feed.</param>
    /// <param name="depths">Of the values.</param>
    /// <param name="lengths">Of the values: bytes that each has in every line, or 0.</param>
    /// <param name="end">Of the shape.</param>
    public void Add(byte[][] pieces, int[] depths, int[] lengths, ShapeEnd end)
    {
        (_pieces, _depths, _lengths, _end) = (pieces, depths, lengths, end);
        _isNew = true;
        Root = Add(Root, 0, 0);
        if (_isNew) Count++;
    }

    public void Clear()
    {
        Root = null;
        Count = 0;
    }

    /// <summary>Adds what is left of the shape.</summary>
    /// <param name="node">Where; null if there is nothing yet.</param>
    /// <param name="piece">Where in the shape.</param>
    /// <param name="from">Where in the piece.</param>
    /// <returns>What takes the place of <paramref name="node"/>.</returns>
    private ShapeNode Add(ShapeNode? node, int piece, int from)
    {
        if (node is null) return Chain(piece, from);

        var rest = _pieces[piece].AsSpan(from);
        var common = rest.CommonPrefixLength(node.Literal);
        if (common < node.Literal.Length || (common < rest.Length && node.AfterValue is not null))
            node = node.Split(common);

        from += common;
        if (node.AfterValue is not null)
        {
            if (node.UsualLength != _lengths[piece]) node.UsualLength = 0;
            node.AfterValue = Add(node.AfterValue, piece + 1, 0);
        }
        else if (common == rest.Length)
        {
            // Only a line feed ends a shape: what has the same bytes up to it is the same shape.
            if (node.End is null) node.Otherwise = Add(node.Otherwise, piece, from);
            else _isNew = false;
        }
        else
        {
            AddWay(node, piece, from);
        }

        return node;
    }

    private void AddWay(ShapeNode node, int piece, int from)
    {
        var way = Array.IndexOf(node.Keys, _pieces[piece][from]);
        if (way >= 0) node.ReplaceWay(way, Add(node.Ways[way], piece, from));
        else node.AddWay(Chain(piece, from));
    }

    // Iterative, since a line may have many values.
    private ShapeNode Chain(int piece, int from)
    {
        ShapeNode? next = null;
        for (var i = _pieces.Length - 1; i > piece; i--) next = Link(_pieces[i], i, next);
        return Link(_pieces[piece][from..], piece, next);
    }

    private ShapeNode Link(byte[] literal, int piece, ShapeNode? next) =>
        piece == _pieces.Length - 1
            ? new ShapeNode(literal) { End = _end }
            : new ShapeNode(literal) { AfterValue = next, Depth = _depths[piece], UsualLength = _lengths[piece] };
}
