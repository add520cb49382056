namespace LogPair.Processor.Rules;

/// <summary>Which files are read, and in which format.</summary>
/// <param name="Path">A file, a directory or a glob; not yet resolved.</param>
/// <param name="Format">One of <see cref="Formats"/>.</param>
internal sealed record InputRule(string Path, string Format)
{
    /// <summary>The format is detected from the first lines.</summary>
    public const string DetectFormat = "auto";

    /// <summary>Names that <c>format</c> may have.</summary>
    public static IReadOnlyList<string> Formats { get; } = [DetectFormat, "clef", "json"];
}
