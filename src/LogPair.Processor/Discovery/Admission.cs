namespace LogPair.Processor.Discovery;

/// <summary>Which files a look may bring in: those that are known always, of others only so many.</summary>
/// <remarks>So a flood of new files does not push out those that are being read.</remarks>
internal sealed class Admission(Func<FileIdentity, bool> isKnown, int newcomers, Func<IReadOnlySet<string>> knownPaths)
{
    private IReadOnlySet<string>? _knownPaths;

    /// <summary>How many more files that are not known are let in.</summary>
    public int Newcomers { get; private set; } = newcomers;

    /// <summary>For somebody who knows no file yet.</summary>
    public static Admission Of(int newcomers) => new(_ => false, newcomers, () => new HashSet<string>());

    /// <summary>Whether a file need not even be asked for what it is.</summary>
    public bool IsTurnedAway(string path) => Newcomers <= 0 && !(_knownPaths ??= knownPaths()).Contains(path);

    /// <summary>Whether a file may come in.</summary>
    public bool TryAdmit(FileIdentity file)
    {
        if (isKnown(file)) return true;
        if (Newcomers <= 0) return false;

        Newcomers--;
        return true;
    }

    public void Close() => Newcomers = 0;
}
