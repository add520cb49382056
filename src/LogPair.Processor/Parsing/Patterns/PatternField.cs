namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A field that a group of a pattern fills.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Field">Name of the field; a member of an object has periods before it.</param>
/// <param name="Kind">What its text is.</param>
internal readonly record struct PatternField(string Group, string Field, PatternFieldKind Kind);
