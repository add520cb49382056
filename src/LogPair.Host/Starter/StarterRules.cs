namespace LogPair.Host.Starter;

/// <summary>The metrics that a survey suggests.</summary>
internal sealed class StarterRules
{
    // More would hide those that matter. As many again are written as comments.
    private const int MaxOfAKind = 3;

    private readonly List<StarterMetric> _metrics = [];
    private readonly List<StarterMetric> _alternatives = [];

    private StarterRules(StarterContext context)
    {
        Judgements = context.Judgements;
        if (context.Http is { } http) _metrics.Add(RequestMetrics.Counter(http, context));
        if (EventMetrics.Counter(context) is { } events) _metrics.Add(events);
        if (EventMetrics.Exceptions(context) is { } exceptions) _metrics.Add(exceptions);
        Add(MeasuredMetrics.Durations(context));
        Add(MeasuredMetrics.Sizes(context));
        Add(MeasuredMetrics.Gauges(context));
        if (context.Http is { } requests && RequestMetrics.Heaviest(requests, context) is { } heaviest)
            _alternatives.Add(heaviest);
        _alternatives.AddRange(OtherMetrics.Distinct(context).Take(MaxOfAKind));
        _alternatives.AddRange(OtherMetrics.Summaries(context).Take(MaxOfAKind));
    }

    /// <summary>What each property is good for.</summary>
    public IReadOnlyList<FieldJudgement> Judgements { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<StarterMetric> Metrics => _metrics;

    /// <summary>To be written as comments.</summary>
    public IReadOnlyList<StarterMetric> Alternatives => _alternatives;

    public static StarterRules Of(FieldSurvey survey) => new(new StarterContext(survey));

    private void Add(IEnumerable<StarterMetric> metrics)
    {
        foreach (var (index, metric) in metrics.Take(2 * MaxOfAKind).Index())
            (index < MaxOfAKind ? _metrics : _alternatives).Add(metric);
    }
}
