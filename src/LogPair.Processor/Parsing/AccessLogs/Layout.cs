namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>What a line of an access log looks like: literals and values in turn.</summary>
internal sealed record Layout
{
    /// <summary>What stands before the first value.</summary>
    public required byte[] Before { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<LayoutField> Fields { get; init; }

    public LogEscape Escape { get; init; }

    /// <summary>Whether a line may go on after the last value and a space, with what nobody asked about.</summary>
    public bool AllowsMore { get; init; }

    /// <summary>All that its lines have: values, and what is in those.</summary>
    public IReadOnlySet<string> Names =>
        Fields.Select(value => value.Name).Concat(RequestSlots.Names).ToHashSet(StringComparer.Ordinal);

    public bool Has(string name) => Fields.Any(field => field.Name == name);
}
