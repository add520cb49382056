using LogPair.Processor.Parsing;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Committing;

/// <summary>
/// All metrics that are part of the committed state, with their indices: the rules', then LogPair's own.
/// </summary>
/// <remarks>
/// What LogPair says about lines is counted in the same transaction as the lines, so it is as exact as the rules'
/// metrics and never goes down either.
/// </remarks>
internal sealed class MetricCatalog
{
    private const int MaxStreamSeries = 10_000;

    private readonly List<MetricDefinition> _definitions;

    public MetricCatalog(RuleSet rules)
    {
        _definitions = [.. rules.Metrics.Select(rule => rule.Definition)];
        NoLabels = [];
        UnparsedNames = [.. Enum.GetValues<ParseOutcome>().Select(outcome => ReasonName(outcome.ToString()))];
        UnparsedReasons = [.. UnparsedNames.Select(name => LabelKey.Encode(name))];
        BadValue = [.. rules.Metrics.Select(rule => LabelKey.Encode(rule.Definition.Name, "bad_value"))];
        MetricNames = [.. _definitions.Select(definition => LabelKey.Encode(definition.Name))];

        Lines = Counter("logpair_lines_total", "Complete lines read, whatever became of them.", [], [NoLabels]);
        Bytes = Counter(
            "logpair_bytes_total", "Bytes of the complete lines read, line feeds included.", [], [NoLabels]);
        Unparsed = Counter(
            "logpair_unparsed_lines_total",
            "Lines that are not records of their format, by reason.",
            ["reason"],
            UnparsedReasons[((int)ParseOutcome.Header + 1)..]);
        LostLines = Counter(
            "logpair_lost_lines_total", "Lines that are not counted and never will be, by stream and reason.",
            ["stream", "reason"], []);
        LostBytes = Counter(
            "logpair_lost_bytes_total", "Bytes that are not counted and never will be, by stream and reason.",
            ["stream", "reason"], []);
        InvalidUtf8 = Counter(
            "logpair_invalid_utf8_lines_total",
            "Lines with bytes that are not UTF-8. They are counted all the same.",
            [],
            [NoLabels]);
        FailedMeasurements = Counter(
            "logpair_failed_measurements_total",
            "Records that a rule matched but could not measure, by metric and reason.",
            ["metric", "reason"],
            BadValue);
        Folded = Counter(
            "logpair_folded_measurements_total",
            "Measurements that went to a metric's overflow series because of its maxSeries.",
            ["metric"],
            MetricNames);
        ConfigReloads = Counter(
            "logpair_config_reloads_total", "Changed configurations that were seen, by what became of them.", ["result"],
            [Success, Failure]);
        Truncations = Counter(
            "logpair_truncations_total", "Segments that got shorter, or whose content was replaced, and that were read "
            + "from their start again.", ["stream"], []);
        Seals = Counter(
            "logpair_seals_total", "Segments whose seal was compared with what was counted, by stream and result.",
            ["stream", "result"], []);
    }

    public IReadOnlyList<MetricDefinition> Definitions => _definitions;

    public int Lines { get; }

    public int Bytes { get; }

    public int Unparsed { get; }

    public int LostLines { get; }

    public int LostBytes { get; }

    public int InvalidUtf8 { get; }

    public int FailedMeasurements { get; }

    public int Folded { get; }

    public int Truncations { get; }

    public int Seals { get; }

    public int ConfigReloads { get; }

    public byte[] NoLabels { get; }

    /// <summary>Label key of <see cref="ConfigReloads"/>.</summary>
    public byte[] Success { get; } = LabelKey.Encode("success");

    /// <inheritdoc cref="Success"/>
    public byte[] Failure { get; } = LabelKey.Encode("failure");

    /// <summary>Names by <see cref="ParseOutcome"/>, as <c>invalid_json</c>.</summary>
    public string[] UnparsedNames { get; }

    /// <summary>Label keys by <see cref="ParseOutcome"/>.</summary>
    public byte[][] UnparsedReasons { get; }

    /// <summary>Label keys of <see cref="FailedMeasurements"/> by rule.</summary>
    public byte[][] BadValue { get; }

    /// <summary>Label keys by metric.</summary>
    public byte[][] MetricNames { get; }

    private int Counter(string name, string help, string[] labels, byte[][] initialSeries)
    {
        _definitions.Add(new MetricDefinition
        {
            Name = name,
            Help = help,
            Type = MetricType.Counter,
            LabelNames = labels,
            InitialSeries = initialSeries,
            // Names of streams come from the volume, so their number must be bounded.
            MaxSeries = labels is ["stream", ..] ? MaxStreamSeries : int.MaxValue / 2,
        });
        return _definitions.Count - 1;
    }

    // InvalidJson -> invalid_json
    private static string ReasonName(string outcome) => string.Concat(
        outcome.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : $"{c}"));
}
