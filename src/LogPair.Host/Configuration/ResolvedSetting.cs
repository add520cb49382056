namespace LogPair.Host.Configuration;

/// <summary>The value of one setting that is in force.</summary>
/// <param name="Text">As it was written, or the default.</param>
/// <param name="Where">The flag, the variable, or file:line:column; empty for a default.</param>
internal sealed record ResolvedSetting(Setting Setting, string Text, SettingSource Source, string Where)
{
    /// <summary><c>flag</c>, <c>variable</c>, <c>file</c> or <c>default</c>.</summary>
    public string SourceName => Source switch
    {
        SettingSource.Flag => "flag",
        SettingSource.Variable => "variable",
        SettingSource.File => "file",
        _ => "default",
    };
}
