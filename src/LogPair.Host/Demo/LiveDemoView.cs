using System.Globalization;
using LogPair.Host.Units;
using Spectre.Console;

namespace LogPair.Host.Demo;

/// <summary>A table that is redrawn in place.</summary>
internal sealed class LiveDemoView : IDemoView
{
    private readonly LiveDisplayContext _display;

    public LiveDemoView(LiveDisplayContext display) => _display = display;

    public TimeSpan Interval => TimeSpan.FromMilliseconds(250);

    public static Table Empty() => new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");

    public void Show(DemoFigures figures)
    {
        var table = Empty();
        table.Columns[1].RightAligned();
        Row(table, "written", $"{figures.Written:N0}");
        Row(table, "counted", $"{figures.Counted:N0}");
        Row(table, "lag", $"{ByteSize.Round(figures.LagBytes)}");
        Row(table, "lines/s", $"{figures.LinesPerSecond:N0}");
        Row(table, "segments", $"{figures.Segments} (+{figures.Removed} counted and removed)");
        table.AddEmptyRow();
        foreach (var (metric, total) in figures.Totals) Row(table, metric, $"{total:#,0.##}");
        table.Caption($"{figures.Elapsed.TotalSeconds.ToString("N0", CultureInfo.InvariantCulture)} s, Ctrl-C to end");
        _display.UpdateTarget(table);
    }

    private static void Row(Table table, string what, FormattableString value) =>
        table.AddRow(new Text(what), new Text(value.ToString(CultureInfo.InvariantCulture)));
}
