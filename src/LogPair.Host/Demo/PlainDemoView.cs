using System.Globalization;
using LogPair.Host.Units;

namespace LogPair.Host.Demo;

/// <summary>One line every few seconds, for files and pipes.</summary>
internal sealed class PlainDemoView : IDemoView
{
    private readonly TextWriter _output;

    public PlainDemoView(TextWriter output) => _output = output;

    public TimeSpan Interval => TimeSpan.FromSeconds(2);

    public void Show(DemoFigures figures) => _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{figures.Elapsed.TotalSeconds,5:N0} s  written {figures.Written:N0}  counted {figures.Counted:N0}  "
        + $"lag {ByteSize.Round(figures.LagBytes)}  {figures.LinesPerSecond:N0} lines/s  "
        + $"{Quantity.Of(figures.Segments, "segment")} ({figures.Removed} removed)"));
}
