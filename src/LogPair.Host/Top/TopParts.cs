using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Units;
using LogPair.Host.Web.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPair.Host.Top;

/// <summary>How a view looks on a terminal of some size.</summary>
internal static class TopParts
{
    private const int MostFindings = 4;

    // Title, figures, tabs, heading, hint, and one that must stay free.
    private const int OtherRows = 6;

    // A path or name below that says nothing.
    private const int LeastText = 20;

    private static readonly Style Dim = new(Color.Grey);

    /// <summary>Rows of the table that are visible.</summary>
    public static int PageOf(TopView view, int rows) =>
        Math.Max(1, rows - OtherRows - Math.Min(MostFindings, view.Health.Count));

    /// <param name="view">To be shown.</param>
    /// <param name="size">Columns and rows; all rows of the table are shown if there are none.</param>
    public static IEnumerable<IRenderable> Of(TopView view, (int Columns, int? Rows) size)
    {
        yield return Line($"logpair {view.Snapshot?.Status.Version} at {view.Address}{Uptime(view)}", new Style(decoration: Decoration.Bold));
        foreach (var finding in view.Health.Take(MostFindings))
            yield return Line($"{Mark(finding.Level)} {PrintableText.Of(finding.Text)}", StyleOf(finding.Level));
        if (view.Snapshot is not { } snapshot)
        {
            yield return Line("q or Ctrl-C ends.", Dim);
            yield break;
        }

        var rates = new TopRates(snapshot, view.Before);
        var table = TopTable.Of(snapshot, rates, view.State);
        yield return Line(Figures(snapshot.Status, rates), Style.Plain);
        yield return Line(Tabs(view.State, snapshot, table.Rows.Count), Dim);
        yield return Draw(table, view.State, size.Columns, size.Rows is { } rows ? PageOf(view, rows) : int.MaxValue);
        if (size.Rows is not null) yield return Line(Hint(view.State), Dim);
    }

    private static Table Draw(TopTable table, TopState state, int width, int page)
    {
        var shown = Fitting(table.Columns, width);
        var used = shown.Sum(column => table.Columns[column].Width + 1);
        var drawn = new Table().Border(TableBorder.None).Collapse();
        foreach (var index in shown)
        {
            var column = table.Columns[index];
            var heading = column.Name + (index == state.Sort ? state.IsReversed != column.IsNumber ? "↓" : "↑" : "");
            var cell = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).NoWrap().Padding(0, 0, 1, 0);
            cell.Width = column.Width == 0 ? Math.Max(1, width - used) : column.Width;
            drawn.AddColumn(column.IsNumber ? cell.RightAligned() : cell);
        }

        var top = Math.Clamp(state.Top, 0, Math.Max(0, table.Rows.Count - page));
        foreach (var row in table.Rows.Skip(top).Take(page))
        {
            drawn.AddRow(shown.Select(index => (IRenderable)new Text(
                Cut(row[index].Text, table.Columns[index].Width == 0 ? Math.Max(1, width - used) : table.Columns[index].Width))));
        }

        return drawn;
    }

    // A path says most at its end.
    private static string Cut(string text, int width) =>
        text.Length <= width ? text : string.Concat("…", text.AsSpan(text.Length - Math.Max(0, width - 1)));

    private static List<int> Fitting(IReadOnlyList<TopColumn> columns, int width)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (shown.Sum(index => columns[index].Width + 1) + LeastText > width && shown.Max(index => columns[index].Rank) > 0)
            shown.Remove(shown.MaxBy(index => columns[index].Rank));
        return shown;
    }

    private static string Figures(StatusAnswer status, TopRates rates) => string.Create(CultureInfo.InvariantCulture,
        $"{status.Lines:N0} lines{PerSecond(rates.LinesPerSecond)}  {ByteSize.Round(status.Bytes)}"
        + $"  lag {ByteSize.Round(status.LagBytes)}, {status.LagSeconds:0.#} s  lost {status.LostLines:N0}"
        + $"  series {status.Series:N0}/{status.MaxSeries:N0}"
        + $"  cpu {(rates.CpuShare is { } share ? share.ToString("P1", CultureInfo.InvariantCulture) : "…")}"
        + $"  mem {ByteSize.Round(status.ResidentBytes)}");

    private static string PerSecond(double? rate) =>
        rate is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known:N0}/s") : "";

    private static string Tabs(TopState state, TopSnapshot snapshot, int rows)
    {
        var names = Enum.GetValues<TopTab>().Select(tab => tab == state.Tab ? $"[{(int)tab + 1} {tab}]" : $" {(int)tab + 1} {tab} ");
        var more = state.Tab == TopTab.Files && snapshot.Files.Total > snapshot.Files.Files.Count
            ? string.Create(CultureInfo.InvariantCulture, $" of {snapshot.Files.Total:N0}")
            : "";
        var filter = state.IsTyping || state.Filter.Length > 0 ? $"  /{PrintableText.Of(state.Filter)}{(state.IsTyping ? "_" : "")}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(' ', names)}  {rows:N0} rows{more}{filter}{(state.IsPaused ? "  paused" : "")}");
    }

    private static string Hint(TopState state) => state.IsTyping
        ? "Type what to look for. Enter keeps it, Esc clears it."
        : "1 2 3 tables  s sort  r reverse  / filter  p pause  ↑ ↓ scroll  q quit";

    private static string Uptime(TopView view) =>
        view.Snapshot?.Status is { } status ? $", up {TimeWords.Of(status.Time - status.StartTime)}" : "";

    private static string Mark(FindingLevel level) => level switch
    {
        FindingLevel.Failure => "✗",
        FindingLevel.Warning => "!",
        FindingLevel.Note => "·",
        _ => "✓",
    };

    private static Style StyleOf(FindingLevel level) => level switch
    {
        FindingLevel.Failure => new Style(Color.Red, decoration: Decoration.Bold),
        FindingLevel.Warning => new Style(Color.Yellow),
        FindingLevel.Note => Dim,
        _ => new Style(Color.Green),
    };

    private static Rows Line(string text, Style style) => new(new Text(text, style) { Overflow = Overflow.Ellipsis });
}
