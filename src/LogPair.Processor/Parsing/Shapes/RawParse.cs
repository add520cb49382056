namespace LogPair.Processor.Parsing.Shapes;

/// <summary>What came of a line whose level was left as it stands.</summary>
/// <param name="Outcome">As of <see cref="ILineParser.Parse"/>.</param>
/// <param name="ImpliesLevel">Whether a level that is absent means Information.</param>
/// <param name="IsByShape">
/// Whether it depends on nothing but the line's shape which value went into which slot, so that others of the shape are the
/// same.
/// </param>
internal readonly record struct RawParse(ParseOutcome Outcome, bool ImpliesLevel = false, bool IsByShape = true);
