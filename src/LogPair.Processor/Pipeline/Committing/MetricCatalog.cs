using LogPair.Processor.Discovery;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Joining;
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
        UnparsedReasons =
        [
            .. Enum.GetValues<ParseOutcome>().Select(outcome => LabelKey.Encode(ReasonName(outcome.ToString()))),
        ];
        MaxSeries = rules.MaxSeries;
        MetricNames = [.. _definitions.Select(definition => LabelKey.Encode(definition.Name))];
        FailureReasons =
        [
            .. Enum.GetValues<MeasureOutcome>().Select(outcome => rules.Metrics
                .Select(rule => LabelKey.Encode(rule.Definition.Name, ReasonName(outcome.ToString())))
                .ToArray()),
        ];

        Lines = Counter("logpair_lines_total", "Complete lines read, whatever became of them.", [], [NoLabels]);
        Bytes = Counter(
            "logpair_bytes_total", "Bytes of the complete lines read, line feeds included.", [], [NoLabels]);
        Unparsed = Counter(
            "logpair_unparsed_lines_total",
            "Lines that are not records of their format, by reason.",
            ["reason"],
            UnparsedReasons[((int)ParseOutcome.Header + 1)..]);
        JoinedLines = Counter(
            "logpair_joined_lines_total",
            "Lines that belong to an event that an earlier line began: lines less these are events.",
            [],
            [NoLabels]);
        CutReasons =
        [
            .. Enum.GetValues<CutReason>().Select(reason => LabelKey.Encode(ReasonName(reason.ToString()))),
        ];
        CutEvents = Counter(
            "logpair_cut_events_total",
            "Events that were ended before all of their lines had come, by reason.",
            ["reason"],
            CutReasons[((int)CutReason.None + 1)..]);
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
            "Records that a rule matched or might have, but could not measure, by metric and reason.",
            ["metric", "reason"],
            [.. FailureReasons.Skip((int)MeasureOutcome.NoValue).SelectMany(keys => keys)]);
        RuleMatched = Counter(
            "logpair_rule_matched_total", "Records that a rule matched, whether it could measure them or not, by metric.",
            ["metric"], MetricNames);
        RuleSeconds = Counter(
            "logpair_rule_seconds_total",
            "Time spent evaluating a rule, by metric. Estimated: one record in 1024 is timed.", ["metric"], MetricNames);
        Unmatched = Counter(
            "logpair_unmatched_lines_total", "Records that no rule matched.", [], [NoLabels]);
        Folded = Counter(
            "logpair_folded_measurements_total",
            "Measurements that went to a metric's overflow series because of maxSeries or limits.",
            ["metric"],
            MetricNames);
        ConfigReloads = Counter(
            "logpair_config_reloads_total", "Changed configurations that were seen, by what became of them.", ["result"],
            [Success, Failure]);
        PortRefusalReasons = [.. Enum.GetValues<PortRefusal>().Select(reason => LabelKey.Encode(ReasonName(reason.ToString())))];
        PortRefusals = Counter(
            "logpair_port_refusals_total",
            "Requests and connections that the port did not serve, by reason. As of the scrape.", ["reason"], []);
        RefusalReasons =
        [
            .. Enum.GetValues<RefusalReason>().Select(reason => LabelKey.Encode(ReasonName(reason.ToString()))),
        ];
        RefusedFiles = Counter(
            "logpair_refused_files_total", "Files, and what poses as one, that match an input and were not read, by reason.",
            ["reason"], RefusalReasons);
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

    public int JoinedLines { get; }

    public int CutEvents { get; }

    public int LostLines { get; }

    public int LostBytes { get; }

    public int InvalidUtf8 { get; }

    public int FailedMeasurements { get; }

    public int Folded { get; }

    public int RuleMatched { get; }

    public int RuleSeconds { get; }

    public int Unmatched { get; }

    /// <summary>Most series of the rules' metrics together.</summary>
    public int MaxSeries { get; }

    public int Truncations { get; }

    public int RefusedFiles { get; }

    public int Seals { get; }

    public int ConfigReloads { get; }

    public int PortRefusals { get; }

    public byte[] NoLabels { get; }

    /// <summary>Label key of <see cref="ConfigReloads"/>.</summary>
    public byte[] Success { get; } = LabelKey.Encode("success");

    /// <inheritdoc cref="Success"/>
    public byte[] Failure { get; } = LabelKey.Encode("failure");

    /// <summary>Label keys by <see cref="ParseOutcome"/>.</summary>
    public byte[][] UnparsedReasons { get; }

    /// <summary>Label keys of <see cref="FailedMeasurements"/> by <see cref="MeasureOutcome"/> and rule.</summary>
    public byte[][][] FailureReasons { get; }

    /// <summary>Label keys of <see cref="CutEvents"/> by <see cref="CutReason"/>.</summary>
    public byte[][] CutReasons { get; }

    /// <summary>Label keys of <see cref="PortRefusals"/> by <see cref="PortRefusal"/>.</summary>
    public byte[][] PortRefusalReasons { get; }

    /// <summary>Label keys of <see cref="RefusedFiles"/> by <see cref="RefusalReason"/>.</summary>
    public byte[][] RefusalReasons { get; }

    /// <summary>Label keys by metric.</summary>
    public byte[][] MetricNames { get; }

    /// <summary>How an outcome is called as a label: InvalidJson is invalid_json.</summary>
    public static string ReasonName(string outcome) => string.Concat(
        outcome.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : $"{c}"));

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
}
