namespace LogPair.Host.Web.Api;

/// <summary>What a processor had done by one moment.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Lines">Read so far, restarts included.</param>
/// <param name="Bytes">Read so far, restarts included.</param>
/// <param name="LostLines">Lost so far.</param>
/// <param name="LagBytes">Written and not yet counted.</param>
/// <param name="LagSeconds">How long the oldest of these has been waiting.</param>
/// <param name="CpuSeconds">Of the process.</param>
/// <param name="ResidentBytes">Of the process.</param>
internal readonly record struct ActivitySample(
    DateTimeOffset Time, long Lines, long Bytes, long LostLines, long LagBytes, double LagSeconds, double CpuSeconds,
    long ResidentBytes);
