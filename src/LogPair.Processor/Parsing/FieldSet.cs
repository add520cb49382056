namespace LogPair.Processor.Parsing;

/// <summary>The fields that somebody asks for. A parser extracts these and skips the rest of the line.</summary>
/// <remarks>A field's slot is its index here. Filled while rules are compiled, read-only afterwards.</remarks>
internal sealed class FieldSet
{
    private readonly List<FieldPath> _paths = [];

    /// <summary>
    /// Is told each name that a flat format has for a value, wanted or not; null if nobody wants to know. For looking at
    /// files of which nothing is known. Set before parsers are made.
    /// </summary>
    public FieldNameListener? NameListener { get; init; }

    public int Count => _paths.Count;

    public FieldPath this[int slot] => _paths[slot];

    /// <summary>The slot of <paramref name="path"/>, new or known.</summary>
    public int Add(FieldPath path)
    {
        var slot = _paths.IndexOf(path);
        if (slot >= 0) return slot;

        _paths.Add(path);
        return _paths.Count - 1;
    }

    /// <summary>The slot of <paramref name="path"/>; negative if nobody asks for it.</summary>
    public int IndexOf(FieldPath path) => _paths.IndexOf(path);
}
