namespace LogPair.Host.Demo;

/// <summary>Shows a demo's figures: drawn in place on a terminal, line by line elsewhere.</summary>
internal interface IDemoView
{
    /// <summary>Time between two figures.</summary>
    TimeSpan Interval { get; }

    void Show(DemoFigures figures);
}
