namespace LogPair.Host.Playground;

/// <summary>A series, and what it was the time before.</summary>
/// <param name="Series">Its name with labels.</param>
/// <param name="Value">Null if it is gone.</param>
/// <param name="Before">Null if it is new.</param>
internal readonly record struct SeriesChange(string Series, string? Value, string? Before)
{
    public bool IsSame => Value == Before;

    /// <summary>Joins two runs: the series of now in their order, then those that are gone.</summary>
    /// <param name="now">What there is.</param>
    /// <param name="before">What there was; null if this is the first time, when nothing counts as changed.</param>
    public static IReadOnlyList<SeriesChange> Between(IReadOnlyList<SeriesRow> now, IReadOnlyList<SeriesRow>? before)
    {
        if (before is null) return [.. now.Select(row => new SeriesChange(row.Series, row.Value, row.Value))];

        var old = before.ToDictionary(row => row.Series, row => row.Value, StringComparer.Ordinal);
        var names = now.Select(row => row.Series).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now.Select(row => new SeriesChange(row.Series, row.Value, old.GetValueOrDefault(row.Series))),
            .. before.Where(row => !names.Contains(row.Series)).Select(row => new SeriesChange(row.Series, null, row.Value)),
        ];
    }
}
