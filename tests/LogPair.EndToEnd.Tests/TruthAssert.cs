using System.Globalization;
using LogPair.Host.Workload;

namespace LogPair.EndToEnd.Tests;

/// <summary>Compares series that the rules of <c>docker/rules.yaml</c> yield with what the workload wrote.</summary>
internal static class TruthAssert
{
    // Sums of doubles depend on the order of adding; counts do not, and must be equal.
    private const double SumTolerance = 1e-9;

    public static void Equal(Truth truth, IReadOnlyList<Sample> samples)
    {
        Assert.NotEmpty(truth.Requests);
        Assert.NotEmpty(truth.LatencyByRoute);
        AssertCounts([new("", truth.Events)], samples, "logpair_lines_total", _ => "");
        AssertCounts(
            truth.Requests.Select(request => KeyValuePair.Create($"{request.Method} {request.Status}", request.Count)),
            samples, "http_requests_total", sample => $"{sample["method"]} {sample["status"]}");
        AssertCounts(truth.EventsByLevel, samples, "log_events_total", sample => sample["level"]);
        AssertCounts(truth.ExceptionsByType, samples, "log_exceptions_total", sample => sample["type"]);
        AssertCounts(truth.OrdersByState, samples, "orders_total", sample => sample["state"]);
        AssertSum((double)truth.OrderRevenue, samples.Where(sample => sample.Name == "order_revenue_total"));
        foreach (var (route, latency) in truth.LatencyByRoute)
            AssertHistogram(latency, [.. samples.Where(sample => sample["route"] == route)]);
    }

    private static void AssertHistogram(LatencyTruth truth, IReadOnlyList<Sample> samples)
    {
        AssertCounts(
            truth.Buckets.Select(bucket => KeyValuePair.Create(Bound($"{bucket.Le}"), bucket.Count))
                .Append(new("+Inf", truth.Count)),
            samples, "http_request_duration_seconds_bucket", sample => Bound(sample["le"]));
        AssertCounts([new("", truth.Count)], samples, "http_request_duration_seconds_count", _ => "");
        AssertSum(truth.Sum, samples.Where(sample => sample.Name == "http_request_duration_seconds_sum"));
    }

    private static void AssertCounts(
        IEnumerable<KeyValuePair<string, long>> truth, IReadOnlyList<Sample> samples, string name, Func<Sample, string> key)
    {
        // Series may be there with 0 before anything was counted.
        var expected = truth.Where(pair => pair.Value != 0).ToDictionary(pair => pair.Key, pair => (double)pair.Value);
        var actual = samples.Where(sample => sample.Name == name && sample.Value != 0).ToDictionary(key, sample => sample.Value);
        var differences = expected.Keys.Union(actual.Keys)
            .Where(label => expected.GetValueOrDefault(label) != actual.GetValueOrDefault(label))
            .Select(label => $"{name} {label}: {actual.GetValueOrDefault(label)} instead of {expected.GetValueOrDefault(label)}");
        Assert.Empty(differences);
    }

    // The text format writes 1, OpenMetrics 1.0.
    private static string Bound(string le) =>
        le == "+Inf" ? le : double.Parse(le, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static void AssertSum(double truth, IEnumerable<Sample> samples) =>
        Assert.Equal(1, Assert.Single(samples).Value / truth, SumTolerance);
}
