namespace LogPair.Host.Configuration;

/// <summary>Where a value came from, weakest first.</summary>
internal enum SettingSource
{
    Default,
    File,
    Variable,
    Flag,
}
