using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules;

/// <summary>Which files are read, and in which format.</summary>
/// <param name="Path">A file, a directory or a glob; not yet resolved.</param>
/// <param name="Format">One of <see cref="ParserFactory.Formats"/>.</param>
internal sealed record InputRule(string Path, string Format);
