namespace LogPair.Host.Web.Settings;

/// <summary>The section <c>rate_limit</c>: a bucket of so many requests, which gets one more each interval.</summary>
internal sealed record RequestRate(TimeSpan Interval, int Burst);
