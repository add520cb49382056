using LogPair.Host.Units;
using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>Metrics that not everybody wants: how many different people there were, and numbers of unknown units.</summary>
internal static class OtherMetrics
{
    // How many there were of these is a question; how many process ids, is none.
    private static readonly string[] CountedWords =
    [
        "user", "username", "client", "ip", "addr", "address", "session", "customer", "account", "remote", "email",
        "mail", "tenant", "host",
    ];

    public static IEnumerable<StarterMetric> Distinct(StarterContext context) => context.Of(FieldRole.Identity)
        .Where(each => each.Distinct > 1 && NameWords.Of(each.Name.Text).Has(CountedWords))
        .Select(identity => new StarterMetric
        {
            Name = context.Names.Metric(
                MetricType.Distinct, $"distinct_{NameWords.Of(identity.Name.Text).Snake}", "distinct_values"),
            Type = MetricType.Distinct,
            Help = $"How many different values {identity.Name.Text} had.",
            Why =
            [
                $"{identity.Name.Text}: {SeenText.Distinct(identity)} in {Quantity.Of(identity.Count, "record")}. "
                + "Never a label: each value would be a series.",
            ],
            Where = context.WhereOf(identity),
            Value = identity.Name.Expression,
        });

    public static IEnumerable<StarterMetric> Summaries(StarterContext context) => context.Of(FieldRole.Quantity)
        .Where(each => each.Distinct > 1)
        .Select(quantity =>
        {
            var words = NameWords.Of(quantity.Name.Text).Snake;
            var range = StarterContext.Range(quantity);
            return new StarterMetric
            {
                Name = context.Names.Metric(MetricType.Summary, words, $"log_{words}", "log_values"),
                Type = MetricType.Summary,
                Help = $"{quantity.Name.Text}, as logged.",
                Why = [$"{quantity.Name.Text}: a number, and its name does not tell of what. {range}."],
                Where = context.WhereOf(quantity),
                Value = quantity.Name.Expression,
            };
        });
}
