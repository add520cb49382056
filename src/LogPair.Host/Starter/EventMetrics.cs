using System.Globalization;
using LogPair.Host.Units;
using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>Events by level and what else tells them apart, and exceptions by type.</summary>
internal static class EventMetrics
{
    private const int MaxLabels = 3;
    private const int MaxMoreLabels = 5;
    private const int MaxExceptionSeries = 200;

    // What people ask for beside the level; other categories are written as comments.
    private static readonly string[] UsualCategories =
    [
        "app", "service", "module", "logger", "category", "component", "facility", "tenant", "kind", "type", "event",
        "operation", "source", "context", "stream", "queue", "job", "action", "outcome", "result", "state", "region",
        "program", "unit",
    ];

    /// <returns>Null if requests are all that there is to count.</returns>
    public static StarterMetric? Counter(StarterContext context)
    {
        var level = context.BuiltIn("@l");
        var labels = new List<StarterLabel>();
        var isLevelled = level.Count > 0 && level.Distinct <= FieldJudgement.MaxCategories;
        if (context.Http is not null && !isLevelled) return null;

        if (isLevelled) labels.Add(context.Label("level", level));
        var all = context.Categories(labels);
        foreach (var label in all.Where(label => IsUsual(label, context)))
        {
            var product = StarterLabels.Product(labels) * label.Values;
            if (labels.Count < MaxLabels && product <= StarterLabels.MaxProduct / 2) labels.Add(label);
        }

        // Beside requests, only what has a level is an event of its own.
        var isApart = context.Http is not null && level.Count < context.Records;
        return new StarterMetric
        {
            Name = context.Names.Metric(MetricType.Counter, "log_events_total"),
            Type = MetricType.Counter,
            Help = isLevelled ? "Log events by level." : "Log events.",
            Why = [isLevelled
                ? $"Events: {SeenText.Share(level.Count, context.Records)} of the records have a level."
                : "Events: no record has a level that is known, so all of them count."],
            Where = isApart ? "@l is not null" : null,
            Labels = labels,
            MoreLabels = [.. all.Except(labels).Take(MaxMoreLabels)],
            HasExemplars = context.HasTraces,
            MaxSeries = StarterLabels.MaxSeries(labels),

            // So that the first error is an increase.
            Initial = isLevelled && labels.Count == 1 ? ["Warning", "Error", "Fatal"] : [],
        };
    }

    /// <returns>Null if there are none.</returns>
    public static StarterMetric? Exceptions(StarterContext context)
    {
        var exception = context.BuiltIn("@x");
        if (exception.Count == 0) return null;

        var records = context.Records.ToString("N0", CultureInfo.InvariantCulture);
        const string Why = "The name of the type alone, without message and stack.";
        return new StarterMetric
        {
            Name = context.Names.Metric(MetricType.Counter, "log_exceptions_total"),
            Type = MetricType.Counter,
            Help = "Log events with an exception, by its type.",
            Why = [$"Exceptions: {Quantity.Of(exception.Count, "record")} of {records} with one."],
            Where = "Length(@x) > 0",
            Labels = [new StarterLabel("type", "ExceptionType(@x)", "other", Values: 1, Why)],
            HasExemplars = context.HasTraces,
            MaxSeries = MaxExceptionSeries,
        };
    }

    // Labels that most records do not have would mostly be empty.
    private static bool IsUsual(StarterLabel label, StarterContext context)
    {
        var category = context.Of(FieldRole.Category).First(each => each.Name.Expression == label.Expression);
        return category.Count * 2 >= context.Records && category.Kind == ContentKind.Text
            && NameWords.Of(category.Name.Text).Has(UsualCategories);
    }
}
