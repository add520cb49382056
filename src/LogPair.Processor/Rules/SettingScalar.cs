namespace LogPair.Processor.Rules;

/// <summary>One value of the <c>settings</c> section, as it stands in the file.</summary>
/// <param name="Value">Not interpreted.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, of the value.</param>
internal readonly record struct SettingScalar(string Value, int Line, int Column);
