using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules;

/// <summary>A whole rules file, checked and compiled. Immutable: a reload makes another one.</summary>
internal sealed class RuleSet
{
    private static readonly Lazy<RuleSet> LazyBuiltIn = new(BuiltInRules.Load);

    /// <summary>Default of <see cref="MaxSeries"/>.</summary>
    /// <remarks>As many series of counters cost about 45 MB with their exposition; see docs/benchmarks.md.</remarks>
    public const int DefaultMaxSeries = 100_000;

    public RuleSet(
        IReadOnlyList<MetricRule> metrics, IReadOnlyList<InputRule> inputs, FieldSet fields,
        int maxSeries = DefaultMaxSeries)
    {
        MaxSeries = maxSeries;
        Metrics = metrics;
        Inputs = inputs;
        Fields = fields;
    }

    /// <summary>What applies without a rules file: events by level, exceptions by type.</summary>
    public static RuleSet BuiltIn => LazyBuiltIn.Value;

    /// <summary>In the order of the file; names are distinct.</summary>
    public IReadOnlyList<MetricRule> Metrics { get; }

    /// <summary>Empty if the file does not say what to read.</summary>
    public IReadOnlyList<InputRule> Inputs { get; }

    /// <summary>The fields that the rules use. Read-only.</summary>
    public FieldSet Fields { get; }

    /// <summary>
    /// Most series that all metrics together may have; what exceeds it is folded as with each metric's own limit.
    /// </summary>
    public int MaxSeries { get; }
}
