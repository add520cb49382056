using LogPair.Host.Units;
using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>Metrics of a log of requests.</summary>
internal static class RequestMetrics
{
    private const int MaxStatuses = 15;
    private const int StatusClasses = 5;
    private const int MaxRoutes = 50;
    private const int MaxMoreLabels = 5;

    public static StarterMetric Counter(HttpFields http, StarterContext context)
    {
        var labels = new List<StarterLabel>();
        if (http.Method is { } method) labels.Add(context.Label("method", method));
        if (http.Status is { } status) labels.Add(StatusLabel(status, context));
        if (RouteLabel(http) is { } route && StarterLabels.Product(labels) * route.Values <= StarterLabels.MaxProduct)
            labels.Add(route);

        var share = SeenText.Share(http.Mark.Count, context.Records);
        return new StarterMetric
        {
            Name = context.Names.Metric(MetricType.Counter, "http_requests_total"),
            Type = MetricType.Counter,
            Help = "HTTP requests.",
            Why = [$"Requests: {share} of the records have {http.Mark.Name.Expression}."],
            Where = context.WhereOf(http.Mark),
            Labels = labels,
            MoreLabels = [.. context.Categories(labels).Take(MaxMoreLabels)],
            HasExemplars = context.HasTraces,
            MaxSeries = StarterLabels.MaxSeries(labels),
        };
    }

    /// <summary>Labels for what else is measured of requests: the route, or else the method.</summary>
    public static IReadOnlyList<StarterLabel> Labels(HttpFields http, StarterContext context)
    {
        if (RouteLabel(http) is { } route) return [route];
        return http.Method is { } method ? [context.Label("method", method)] : [];
    }

    /// <summary>The heaviest routes, if there are too many for a label; else null.</summary>
    public static StarterMetric? Heaviest(HttpFields http, StarterContext context)
    {
        if (http.Path is not { } path || path.Paths.Routes <= MaxRoutes) return null;

        var routes = SeenText.Distinct(path.Paths.Routes, path.Paths.IsExact);
        return new StarterMetric
        {
            Name = context.Names.Metric(MetricType.TopK, "http_requests_by_route", "log_requests_by_route"),
            Type = MetricType.TopK,
            Help = "The routes with the most requests.",
            Why =
            [
                $"{path.Name.Text}: {SeenText.Distinct(path)}, and {routes} after Route(): "
                + "too many for a label, so only the heaviest.",
            ],
            Where = context.WhereOf(path),
            Labels = [new("route", RouteOf(path), Default: null, path.Paths.Routes, "Only the heaviest are shown.")],
            More = ["k: 20"],
        };
    }

    private static StarterLabel StatusLabel(FieldStatistics status, StarterContext context)
    {
        if (status.Distinct <= MaxStatuses) return context.Label("status", status);

        var seen = $"{SeenText.Distinct(status)} in {Quantity.Of(status.Count, "record")}: by class, 2xx to 5xx.";
        return new StarterLabel("status", $"StatusClass({status.Name.Expression})", Default: null, StatusClasses, seen);
    }

    private static StarterLabel? RouteLabel(HttpFields http)
    {
        if (http.Path is not { } path || path.Paths.Routes > MaxRoutes) return null;

        var seen = $"{SeenText.Distinct(path)} in {Quantity.Of(path.Count, "record")}, "
            + $"which Route() folds to {path.Paths.Routes}.";
        var isAlways = path.Count == http.Mark.Count;
        return new StarterLabel("route", RouteOf(path), isAlways ? null : "none", path.Paths.Routes, seen);
    }

    private static string RouteOf(FieldStatistics path) => $"Route({path.Name.Expression})";
}
