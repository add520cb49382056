using LogPair.Processor.Aggregation;
using LogPair.Processor.Discovery;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Recognizing;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>Shows people what a processor has counted, and from what. Costs nothing until it is asked.</summary>
/// <remarks>
/// From any thread. What it shows may be a little ahead of a scrape, which waits until values are durable.
/// </remarks>
internal sealed class Inspector
{
    private readonly RuleSet _rules;
    private readonly IReadOnlyList<InputRule> _inputs;
    private readonly MetricCatalog _catalog;
    private readonly Ledger _ledger;
    private readonly SegmentSet _segments;
    private readonly TimeProvider _time;

    public Inspector(
        RuleSet rules, IReadOnlyList<InputRule> inputs, MetricCatalog catalog, Ledger ledger, SegmentSet segments,
        TimeProvider time)
    {
        _rules = rules;
        _inputs = inputs;
        _catalog = catalog;
        _ledger = ledger;
        _segments = segments;
        _time = time;
    }

    /// <summary>Most series that all metrics of the rules together may have.</summary>
    public int MaxSeries => _rules.MaxSeries;

    /// <summary>How far behind each stream is.</summary>
    public IReadOnlyList<StreamLag> Streams() => _segments.Streams.Report(_segments.All, _segments.Waiting);

    /// <summary>Some of what matches an input and is not read.</summary>
    public IReadOnlyList<RefusedFileView> RefusedFiles => _segments.RefusedFiles;

    /// <summary>Every file that something is known of, in no order.</summary>
    public IReadOnlyList<FileView> Files()
    {
        var known = _ledger.KnownSegments();
        var open = _segments.All.Where(segment => !segment.IsRefused).ToDictionary(segment => segment.Identity);
        var files = new List<FileView>(known.Count);
        foreach (var (identity, progress) in known)
        {
            files.Add(open.Remove(identity, out var segment) ? View(segment, progress) : View(progress));
        }

        files.AddRange(open.Values.Select(segment => View(segment, new SegmentProgress { Path = segment.Path })));
        files.AddRange(_segments.RefusedFiles.Select(refused =>
            new FileView(refused.Path, FileState.Refused) { Stream = StreamName.Of(refused.Path), Problem = refused.Problem }));
        return files;
    }

    /// <summary>The metrics of the rules, in their order.</summary>
    public IReadOnlyList<RuleView> Rules() => _ledger.Use(state =>
    {
        var table = state.Table;
        var matched = OneLabel(table[_catalog.RuleMatched]);
        var seconds = OneLabel(table[_catalog.RuleSeconds]);
        var folded = OneLabel(table[_catalog.Folded]);
        var failed = Views(table[_catalog.FailedMeasurements]).ToLookup(
            series => series.Labels[0], series => new ReasonCount(series.Labels[1], (long)series.Value));
        return table.Metrics.Take(_rules.Metrics.Count).Select(series =>
        {
            var definition = series.Definition;
            return new RuleView(definition.Name, TypeName(definition), definition.Help, definition.LabelNames)
            {
                Matched = (long)matched.GetValueOrDefault(definition.Name),
                Failed = [.. failed[definition.Name].Where(reason => reason.Count > 0)],
                Seconds = seconds.GetValueOrDefault(definition.Name),
                Series = series.Count,
                MaxSeries = definition.MaxSeries,
                Folded = (long)folded.GetValueOrDefault(definition.Name),
            };
        }).ToList();
    });

    /// <summary>What did not go as it should.</summary>
    public TroubleView Trouble() => _ledger.Use(state =>
    {
        var table = state.Table;
        var bytes = Views(table[_catalog.LostBytes]).ToDictionary(series => (series.Labels[0], series.Labels[1]), series => series.Value);
        var lines = Views(table[_catalog.LostLines]).ToDictionary(series => (series.Labels[0], series.Labels[1]), series => series.Value);
        return new TroubleView
        {
            Losses =
            [
                .. lines.Keys.Union(bytes.Keys)
                    .Select(key => new LossView(
                        key.Item1, key.Item2, (long)lines.GetValueOrDefault(key), (long)bytes.GetValueOrDefault(key)))
                    .Where(loss => loss.Lines > 0 || loss.Bytes > 0),
            ],
            Unparsed = Reasons(table[_catalog.Unparsed], label: 0),
            Refused = Reasons(table[_catalog.RefusedFiles], label: 0),
            Cut = Reasons(table[_catalog.CutEvents], label: 0),
            Seals = Reasons(table[_catalog.Seals], label: 1),
            Truncations = Reasons(table[_catalog.Truncations], label: 0),
            InvalidUtf8 = (long)Views(table[_catalog.InvalidUtf8]).Sum(series => series.Value),
        };
    });

    /// <summary>Measurements and lines that no series of their own counts.</summary>
    /// <returns>Measurements that were folded; records that no rule matched; series of the rules' metrics.</returns>
    public (long Folded, long Unmatched, int Series) Totals() => _ledger.Use(state => (
        (long)Views(state.Table[_catalog.Folded]).Sum(series => series.Value),
        (long)Views(state.Table[_catalog.Unmatched]).Sum(series => series.Value),
        state.Table.Metrics.Take(_rules.Metrics.Count).Sum(series => series.Count)));

    /// <summary>All series of a metric, LogPair's own of the committed state included.</summary>
    /// <returns>Null if there is none of that name.</returns>
    public MetricView? Metric(string name) => Metric(name, Used);

    /// <summary>One series of a metric. Costs the same however many the metric has.</summary>
    /// <param name="name">Of the metric.</param>
    /// <param name="labels">Values, in the order of the metric's label names.</param>
    /// <returns>With no series if there is none with these labels; null if there is no metric of that name.</returns>
    public MetricView? Metric(string name, IReadOnlyList<string> labels)
    {
        var key = LabelKey.Encode(labels);
        return Metric(name, series => series.Find(key) is >= 0 and var slot ? [slot] : []);
    }

    private MetricView? Metric(string name, Func<MetricSeries, List<int>> wanted)
    {
        var index = _catalog.Definitions.ToList().FindIndex(definition => definition.Name == name);
        if (index < 0) return null;

        // Copied under the lock; made readable, which takes longer, without it.
        var definition = _catalog.Definitions[index];
        var copies = _ledger.Use(state => Copy(state.Table[index], wanted(state.Table[index])));
        return new MetricView(
            name, TypeName(definition), definition.LabelNames,
            [.. copies.Select(copy => View(copy, definition))])
        {
            Bounds = definition.Type == MetricType.Histogram ? definition.Buckets : null,
            Quantiles = definition.Type == MetricType.Summary ? definition.Quantiles : null,
        };
    }

    private FileView View(TailedSegment segment, SegmentProgress progress) =>
        View(progress) with
        {
            Path = segment.Path,
            State = segment.GoneSince is null ? FileState.Reading : FileState.Held,
            Stream = segment.Stream,
            Size = segment.Size,
            Offset = segment.CountedOffset,
            LagBytes = segment.LagBytes,
            LagSeconds = segment.Wait.Age(_time).TotalSeconds,
            Format = Format(segment.Choice, segment.Input),
            Confidence = Confidence(segment.Choice),
            IsVerified = progress.IsSettled && segment.LagBytes == 0,
            Problem = segment.HasFailed || segment.HasLookFailed ? "the file system does not answer; tried again every second" : null,
        };

    private FileView View(SegmentProgress progress) => new(progress.Path, FileState.Resting)
    {
        Stream = StreamName.Of(progress.Path),
        Size = progress.Size,
        Offset = progress.Offset,
        LagBytes = Math.Max(0, progress.UnreadBytes),
        Lines = progress.Lines,
        Format = Format(progress.Reading, progress.Input),
        Confidence = Confidence(progress.Reading),
        LastEvent = progress.LastEventTicks == 0 ? null : new DateTimeOffset(progress.LastEventTicks, TimeSpan.Zero),
        IsVerified = progress.IsSettled,
    };

    private string? Format(ReadingChoice? choice, int input) => choice is null
        ? null
        : ReadingLog.Describe(choice with { Format = choice.Format ?? _inputs[Math.Min(input, _inputs.Count - 1)].Reading.Format.Name });

    private static int? Confidence(ReadingChoice? choice) =>
        choice is { Format: not null, Lines: > 0 } ? choice.Confidence : null;

    private static string TypeName(MetricDefinition definition) => definition.Type.ToString().ToLowerInvariant();

    private static List<int> Used(MetricSeries series) => [.. Enumerable.Range(0, series.Slots).Where(series.IsUsed)];

    private static List<SeriesCopy> Copy(MetricSeries series, List<int> slots) =>
    [
        .. series.Values.Visible(slots).Select(slot =>
            new SeriesCopy(series.Key(slot).ToArray(), series.Numbers(slot), slot == series.OverflowSlot)),
    ];

    private static SeriesView View(SeriesCopy copy, MetricDefinition definition)
    {
        var labels = LabelKey.Decode(copy.Key, definition.LabelNames.Count);
        return definition.Type switch
        {
            MetricType.Histogram => new SeriesView(labels, copy.Numbers[1..].Sum())
            {
                Sum = copy.Numbers[0],
                Buckets = copy.Numbers[1..],
                IsOverflow = copy.IsOverflow,
            },
            MetricType.Summary => new SeriesView(labels, copy.Numbers[1])
            {
                Sum = copy.Numbers[0],
                Quantiles = copy.Numbers[2..],
                IsOverflow = copy.IsOverflow,
            },
            _ => new SeriesView(labels, copy.Numbers[0]) { IsOverflow = copy.IsOverflow },
        };
    }

    private static IEnumerable<SeriesView> Views(MetricSeries series) =>
        Copy(series, Used(series)).Select(copy => View(copy, series.Definition));

    private static Dictionary<string, double> OneLabel(MetricSeries series) =>
        Views(series).ToDictionary(each => each.Labels[0], each => each.Value, StringComparer.Ordinal);

    private static List<ReasonCount> Reasons(MetricSeries series, int label) =>
    [
        .. Views(series)
            .GroupBy(each => each.Labels[label], each => (long)each.Value, StringComparer.Ordinal)
            .Select(group => new ReasonCount(group.Key, group.Sum()))
            .Where(reason => reason.Count > 0),
    ];

    private readonly record struct SeriesCopy(byte[] Key, double[] Numbers, bool IsOverflow);
}
