namespace LogPair.Processor.Parsing.Patterns;

/// <summary>The groups of a pattern: those with a name, once each, and those without.</summary>
/// <remarks>Numbered from 1 as .NET does it: first those without a name, then the others, each from left to right.</remarks>
internal sealed class PatternGroups
{
    // In the order of the pattern; null for one without a name.
    private readonly List<string?> _names = [];

    public int Count => _names.Count;

    /// <summary>In the order of the pattern.</summary>
    public IEnumerable<string> Names => _names.OfType<string>();

    /// <param name="name">Null for none. A name that is there already means the same group.</param>
    public int Add(string? name)
    {
        var known = name is null ? -1 : _names.IndexOf(name);
        if (known >= 0) return known;

        _names.Add(name);
        return _names.Count - 1;
    }

    /// <returns>The number from 1, or null if there is no such group.</returns>
    public int? Find(string name)
    {
        var index = _names.IndexOf(name);
        return index < 0 ? null : Number(index);
    }

    /// <param name="index">As <see cref="Add"/> gave it.</param>
    public int Number(int index)
    {
        var before = _names.Take(index).Count(name => name is null);
        if (_names[index] is null) return before + 1;

        return _names.Count(name => name is null) + index - before + 1;
    }
}
