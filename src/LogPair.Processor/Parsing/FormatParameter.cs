namespace LogPair.Processor.Parsing;

/// <summary>Something that can be said about a format.</summary>
/// <param name="Name">As rules write it.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="IsRequired">Whether the format makes no sense without it.</param>
internal sealed record FormatParameter(string Name, ParameterKind Kind, bool IsRequired = false);
