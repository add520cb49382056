namespace LogPair.Host.Commands;

/// <summary>Form in which <c>config show</c> prints.</summary>
internal enum ConfigForm
{
    Table,
    Json,
}
