namespace LogPair.Host.Web.Api;

/// <summary>The value of one setting that is in force.</summary>
/// <param name="Name">As in the rules file.</param>
/// <param name="Value">As it was written, or the default.</param>
/// <param name="Source"><c>flag</c>, <c>variable</c>, <c>file</c> or <c>default</c>.</param>
/// <param name="Where">The flag, the variable, or file:line:column; empty for a default.</param>
internal sealed record SettingView(string Name, string Value, string Source, string Where);
