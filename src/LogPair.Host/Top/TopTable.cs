using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Units;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Top;

/// <summary>The rows of one tab.</summary>
internal sealed class TopTable
{
    private static readonly TopColumn[] FileColumns =
    [
        new("lag", 9, 0, IsNumber: true), new("rate", 11, 1, IsNumber: true), new("size", 9, 2, IsNumber: true),
        new("lines", 12, 3, IsNumber: true), new("format", 16, 5, IsNumber: false), new("state", 8, 4, IsNumber: false),
        new("file", 0, 0, IsNumber: false),
    ];

    private static readonly TopColumn[] MetricColumns =
    [
        new("matched", 13, 0, IsNumber: true), new("rate", 11, 1, IsNumber: true), new("series", 8, 2, IsNumber: true),
        new("of", 8, 5, IsNumber: true), new("failed", 9, 3, IsNumber: true), new("folded", 9, 4, IsNumber: true),
        new("cost", 7, 6, IsNumber: true), new("metric", 0, 0, IsNumber: false),
    ];

    private static readonly TopColumn[] TroubleColumns =
    [
        new("lines", 13, 0, IsNumber: true), new("bytes", 9, 2, IsNumber: true), new("reason", 20, 1, IsNumber: false),
        new("what", 0, 0, IsNumber: false),
    ];

    private TopTable(IReadOnlyList<TopColumn> columns, IReadOnlyList<TopCell[]> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<TopColumn> Columns { get; }

    /// <summary>Those that the filter leaves, in their order.</summary>
    public IReadOnlyList<TopCell[]> Rows { get; }

    public static IReadOnlyList<TopColumn> ColumnsOf(TopTab tab) => tab switch
    {
        TopTab.Metrics => MetricColumns,
        TopTab.Troubles => TroubleColumns,
        _ => FileColumns,
    };

    /// <summary>What to ask for where there are more files than one answer holds: those that will be shown first.</summary>
    public static string FilesQuery(TopState state)
    {
        var column = state.Tab == TopTab.Files ? FileColumns[Math.Min(state.Sort, FileColumns.Length - 1)] : FileColumns[0];
        var sort = column.Name switch { "file" => "path", "rate" => "lag", var name => name };
        var order = column.IsNumber != state.IsReversed ? "-" : "";
        var filter = state.Tab == TopTab.Files ? Uri.EscapeDataString(state.Filter) : "";
        return $"api/v1/files?sort={order}{sort}&filter={filter}&limit={Paging.MaxLimit}";
    }

    /// <summary>The table that is asked for.</summary>
    public static TopTable Of(TopSnapshot snapshot, TopRates rates, TopState state)
    {
        var columns = ColumnsOf(state.Tab);
        var rows = state.Tab switch
        {
            TopTab.Metrics => Metrics(snapshot, rates),
            TopTab.Troubles => Troubles(snapshot.Trouble),
            _ => snapshot.Files.Files.Select(file => File(file, rates)),
        };
        rows = rows.Where(row => row.Any(cell => cell.Text.Contains(state.Filter, StringComparison.OrdinalIgnoreCase)));
        var sort = Math.Min(state.Sort, columns.Count - 1);
        var ordered = columns[sort].IsNumber != state.IsReversed
            ? rows.OrderByDescending(row => row[sort].Key)
            : rows.OrderBy(row => row[sort].Key is null).ThenBy(row => row[sort].Key);
        return new TopTable(columns, [.. ordered.ThenBy(row => row[^1].Text, StringComparer.Ordinal)]);
    }

    private static TopCell[] File(FileView file, TopRates rates)
    {
        var rate = rates.OfFile(file.Path, file.Offset);
        return
        [
            Size(file.LagBytes), Rate(rate, bytes => ByteSize.Round(bytes)), Size(file.Size), Count(file.Lines), Text(file.Format ?? ""),
            Text($"{file.State}".ToLowerInvariant()), Text(file.Path),
        ];
    }

    private static IEnumerable<TopCell[]> Metrics(TopSnapshot snapshot, TopRates rates)
    {
        var seconds = snapshot.Rules.Metrics.Sum(rule => rule.Seconds);
        return snapshot.Rules.Metrics.Select(rule => new[]
        {
            Count(rule.Matched), Rate(rates.OfRule(rule.Name, rule.Matched), records => Number(records)), Count(rule.Series),
            Count(rule.MaxSeries), Count(rule.Failed.Sum(reason => reason.Count)), Count(rule.Folded),
            new TopCell(seconds > 0 ? (rule.Seconds / seconds).ToString("P0", CultureInfo.InvariantCulture) : "", rule.Seconds),
            Text(rule.Name),
        });
    }

    private static IEnumerable<TopCell[]> Troubles(TroubleView trouble) =>
    [
        .. trouble.Losses.Select(loss => new[] { Count(loss.Lines), Size(loss.Bytes), Text(loss.Reason), Text($"lost of {loss.Stream}") }),
        .. Counts(trouble.Unparsed, "not parsed"), .. Counts(trouble.Refused, "files refused"), .. Counts(trouble.Cut, "events cut"),
        .. Counts(trouble.Seals.Where(seal => seal.Reason != "match"), "seals"), .. Counts(trouble.Truncations, "truncations"),
    ];

    private static IEnumerable<TopCell[]> Counts(IEnumerable<ReasonCount> counts, string what) =>
        counts.Select(count => new[] { Count(count.Count), Text(""), Text(count.Reason), Text(what) });

    private static TopCell Text(string text) => new(PrintableText.Of(text), text);

    private static TopCell Count(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture), count);

    private static TopCell Size(long bytes) => new(ByteSize.Round(bytes), bytes);

    private static TopCell Rate(double? rate, Func<double, string> text) => new(rate is { } known ? $"{text(known)}/s" : "", rate);

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
