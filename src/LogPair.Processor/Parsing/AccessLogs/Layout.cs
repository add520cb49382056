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

    public bool Has(string name) => Fields.Any(field => field.Name == name);
}
