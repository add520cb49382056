namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>Asks a file system without pause how much of it is used, and keeps the highest answer.</summary>
/// <remarks>Of the file system and not of its files: a listing is not one moment.</remarks>
internal sealed class UsedBytes : IDisposable
{
    private readonly DriveInfo _drive;
    private readonly long _before;
    private readonly Thread _thread;
    private volatile bool _isOver;

    public UsedBytes(string mountPoint)
    {
        _drive = new DriveInfo(mountPoint);
        _before = Now;
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>In blocks that were taken since this began, as bytes.</summary>
    public long Highest { get; private set; }

    private long Now => _drive.TotalSize - _drive.TotalFreeSpace;

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_isOver)
        {
            Highest = Math.Max(Highest, Now - _before);
            Thread.Yield();
        }
    }
}
