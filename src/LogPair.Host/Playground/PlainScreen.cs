namespace LogPair.Host.Playground;

/// <summary>Writes each view below the last one, for files and pipes: first all series, then those that changed.</summary>
internal sealed class PlainScreen : IPlaygroundScreen
{
    private readonly TextWriter _output;

    /// <param name="output">Is flushed after every view.</param>
    public PlainScreen(TextWriter output) => _output = output;

    public void Show(PlaygroundView view)
    {
        _output.WriteLine($"--- {view.RulesFile}: {(view.Problems.Count > 0 ? "errors; the last result stays" : ViewText.Counts(view.Replayed))}");
        foreach (var problem in ViewText.Problems(view)) _output.WriteLine(problem);
        if (view.Problems.Count == 0)
        {
            foreach (var series in view.Series.Where(series => view.Look == 1 || !series.IsSame)) _output.WriteLine(Text(series));
            foreach (var sample in ViewText.Samples(view, each: 3)) _output.WriteLine($"# {sample}");
        }

        _output.Flush();
    }

    public void Refresh()
    {
    }

    public void Dispose()
    {
    }

    private static string Text(SeriesChange change) => Series.PrintableText.Of(change switch
    {
        { Value: null } => $"- {change.Series} {change.Before}",
        { Before: null } => $"+ {change.Series} {change.Value}",
        { IsSame: true } => $"  {change.Series} {change.Value}",
        _ => $"~ {change.Series} {change.Value} (was {change.Before})",
    });
}
