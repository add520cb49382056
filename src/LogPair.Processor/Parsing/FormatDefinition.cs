namespace LogPair.Processor.Parsing;

/// <summary>A format by name: what may be said about it, and how that becomes an <see cref="ILineFormat"/>.</summary>
internal sealed record FormatDefinition
{
    /// <summary>As rules write it, lower-case.</summary>
    public required string Name { get; init; }

    /// <summary>What it reads, in a few words.</summary>
    public required string Summary { get; init; }

    /// <summary>
    /// The first one is also what a single value stands for: <c>{ nginx: '$remote_addr' }</c> is
    /// <c>{ nginx: { log_format: '$remote_addr' } }</c>.
    /// </summary>
    public IReadOnlyList<FormatParameter> Parameters { get; init; } = [];

    /// <summary>
    /// Whether a line looks as if it were of this format: stricter than the parser, because it decides about whole
    /// files. Null for a format that has to be named.
    /// </summary>
    public LineTest? Recognizes { get; init; }

    /// <summary>Makes the format, or says what is wrong and returns null.</summary>
    public required Func<FormatArguments, ILineFormat?> Create { get; init; }

    /// <summary>A format about which there is nothing to say.</summary>
    public static FormatDefinition Simple(
        string name, string summary, Func<FieldSet, ILineParser> create, LineTest? recognizes = null)
    {
        return new FormatDefinition
        {
            Name = name,
            Summary = summary,
            Recognizes = recognizes,
            Create = _ => new LineFormat(name, create),
        };
    }
}
