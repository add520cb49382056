using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPair.Host.Playground;

/// <summary>Draws each view over the last one.</summary>
internal sealed class TerminalScreen : IPlaygroundScreen
{
    // Title, the table's four lines of its own, the hint at the end, and one that must stay free.
    private const int OtherRows = 7;
    private const int SamplesEach = 3;

    private readonly TerminalCanvas _canvas;
    private PlaygroundView? _view;

    public TerminalScreen(TerminalCanvas canvas) => _canvas = canvas;

    public void Dispose() => _canvas.Dispose();

    public void Show(PlaygroundView view)
    {
        _view = view;
        _canvas.Draw(size => Parts(view, size));
    }

    public void Refresh()
    {
        if (_view is not null && _canvas.IsStale) Show(_view);
    }

    private static IEnumerable<IRenderable> Parts(PlaygroundView view, (int Columns, int Rows) size)
    {
        var (columns, rows) = size;
        var problems = ViewText.Problems(view).Take(Math.Max(3, rows / 3)).ToList();
        var samples = ViewText.Samples(view, SamplesEach).Take(Math.Max(2, rows / 4)).ToList();
        yield return Line($"{ViewText.Counts(view.Replayed)}   {view.RulesFile}", new Style(decoration: Decoration.Bold));
        foreach (var problem in problems)
        {
            var isError = view.Problems.Count > 0 && !problem.StartsWith("warning: ", StringComparison.Ordinal);
            yield return Line(problem, new Style(isError ? Color.Red : Color.Yellow), Overflow.Fold);
        }

        if (view.Series.Count > 0) yield return SeriesTable(view, columns, Math.Max(2, rows - OtherRows - problems.Count - samples.Count));
        foreach (var sample in samples) yield return Line(sample, new Style(Color.Grey));
        yield return Line(Hint(view), new Style(Color.Grey));
    }

    private static Table SeriesTable(PlaygroundView view, int columns, int rows)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("series").NoWrap())
            .AddColumn(new TableColumn("value").NoWrap())
            .AddColumn(new TableColumn("before").NoWrap());
        var shown = Chosen(view.Series, view.Series.Count <= rows ? rows : rows - 1);
        var texts = shown.Select(TextsOf).ToList();
        var widths = ColumnWidths.Share(
            columns, texts.Max(row => row.Series.Length), texts.Max(row => row.Value.Length), texts.Max(row => row.Before.Length));
        foreach (var (change, row) in shown.Zip(texts))
        {
            var style = StyleOf(change);
            table.AddRow(
                new Text(ColumnWidths.Cut(row.Series, widths.Series), style),
                new Text(ColumnWidths.Cut(row.Value, widths.Value), style),
                new Text(ColumnWidths.Cut(row.Before, widths.Before), style));
        }

        if (shown.Count < view.Series.Count)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"… and {view.Series.Count - shown.Count:N0} more");
            table.AddRow(new Text(more, new Style(Color.Grey)));
        }

        return table;
    }

    private static (string Series, string Value, string Before) TextsOf(SeriesChange change) =>
        (PrintableText.Of(change.Series), PrintableText.Of(change.Value ?? "gone"), PrintableText.Of(Before(change)));

    // What changed must be seen; the rest fills up. The order stays that of the rules.
    private static List<SeriesChange> Chosen(IReadOnlyList<SeriesChange> series, int rows)
    {
        var chosen = Enumerable.Range(0, series.Count).OrderBy(i => series[i].IsSame).Take(rows).Order();
        return [.. chosen.Select(i => series[i])];
    }

    private static string Before(SeriesChange change) => change switch
    {
        { Before: null } => "new",
        { IsSame: true } => "",
        _ => change.Before,
    };

    private static Style StyleOf(SeriesChange change) => change switch
    {
        { Value: null } => new Style(Color.Red),
        { Before: null } => new Style(Color.Green, decoration: Decoration.Bold),
        { IsSame: true } => Style.Plain,
        _ => new Style(Color.Yellow, decoration: Decoration.Bold),
    };

    private static string Hint(PlaygroundView view) => view.Problems.Count > 0
        ? "The rules have errors; what you see is the last result without. q or Ctrl-C ends."
        : "Edit the rules and see. q or Ctrl-C ends.";

    private static Rows Line(string text, Style style, Overflow overflow = Overflow.Ellipsis) => new(new Text(text, style) { Overflow = overflow });
}
