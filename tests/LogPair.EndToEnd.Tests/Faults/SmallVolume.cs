namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>A tmpfs of a few kilobytes or megabytes, which can be filled to the last byte.</summary>
internal sealed class SmallVolume : IAsyncDisposable
{
    private const int BlockBytes = 4096;

    private SmallVolume(string path)
    {
        Path = path;
    }

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, ".ballast");

    /// <summary>Mounts it; skips the test where that is not allowed.</summary>
    /// <param name="size">As tmpfs takes it, for example 256k.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SmallVolume> MountAsync(string size, CancellationToken cancel)
    {
        var path = Directory.CreateTempSubdirectory("logpair-small-volume-").FullName;
        var mounted = await Tool.TryRunAsync("mount", ["-t", "tmpfs", "-o", $"size={size}", "tmpfs", path], cancel);
        if (mounted is { ExitCode: 0 }) return new SmallVolume(path);

        Directory.Delete(path);
        Requirement.Check("Only root may mount a tmpfs, which a full volume is tested with.");
        throw new InvalidOperationException("Not reached: the requirement was not met.");
    }

    /// <summary>Leaves not one free byte.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) ballast.Write(new byte[BlockBytes]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await Tool.TryRunAsync("umount", ["--lazy", Path], CancellationToken.None);
        Directory.Delete(Path);
    }
}
