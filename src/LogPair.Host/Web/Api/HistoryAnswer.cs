namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/history</c>.</summary>
/// <param name="Seconds">From one sample to the next.</param>
/// <param name="Samples">Of the last hour, oldest first.</param>
internal sealed record HistoryAnswer(double Seconds, IReadOnlyList<ActivitySample> Samples);
