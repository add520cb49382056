namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>What an expression makes of one line.</summary>
/// <param name="Line">The line, as it was sampled.</param>
/// <param name="Format">What it was read as.</param>
/// <param name="Kind">
/// <c>undefined</c>, <c>null</c>, <c>boolean</c>, <c>number</c>, <c>text</c> or <c>structure</c>; or why it is no record.
/// </param>
/// <param name="Text">The value as a label has it; empty if there is none.</param>
internal sealed record TrialValue(string Line, string Format, string Kind, string Text);
