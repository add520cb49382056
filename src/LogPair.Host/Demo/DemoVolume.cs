namespace LogPair.Host.Demo;

/// <summary>The two directories of a Pod, made for one demo.</summary>
internal sealed class DemoVolume : IDisposable
{
    private readonly DemoVolumeEnd _end;

    public DemoVolume(DemoVolumeEnd end)
    {
        _end = end;
        Root = Directory.CreateTempSubdirectory("logpair-demo-").FullName;
        Logs = Directory.CreateDirectory(Path.Combine(Root, "logs")).FullName;
        State = Directory.CreateDirectory(Path.Combine(Root, "state")).FullName;
    }

    public string Root { get; }

    public string Logs { get; }

    public string State { get; }

    public void Dispose()
    {
        if (_end == DemoVolumeEnd.Remove) Directory.Delete(Root, recursive: true);
    }
}
