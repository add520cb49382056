namespace LogPair.Host.Playground;

/// <summary>Shows views: drawn in place on a terminal, one after the other elsewhere.</summary>
internal interface IPlaygroundScreen : IDisposable
{
    void Show(PlaygroundView view);

    /// <summary>Draws the last view again, if the terminal has another size than before.</summary>
    void Refresh();
}
