namespace LogPair.Host.Configuration;

/// <summary>The value of one setting that is in force.</summary>
/// <param name="Text">As it was written, or the default.</param>
/// <param name="Where">The flag, the variable, or file:line:column; empty for a default.</param>
internal sealed record ResolvedSetting(Setting Setting, string Text, SettingSource Source, string Where);
