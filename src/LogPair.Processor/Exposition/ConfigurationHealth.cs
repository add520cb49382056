namespace LogPair.Processor.Exposition;

/// <summary>How loading the configuration went.</summary>
/// <param name="IsLastReloadSuccess">False while a changed configuration is refused because of its errors.</param>
/// <param name="LastSuccess">When the configuration in force was loaded.</param>
internal sealed record ConfigurationHealth(bool IsLastReloadSuccess, DateTimeOffset LastSuccess);
