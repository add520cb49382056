using LogPair.Processor.Discovery;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>The checkpoint that is in force, open to be appended to.</summary>
/// <remarks>One user at a time.</remarks>
internal sealed class CheckpointFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly Durability _durability;

    public CheckpointFile(SafeFileHandle handle, Durability durability)
    {
        _handle = handle;
        _durability = durability;
    }

    /// <summary>Bytes of whole records.</summary>
    public long Length { get; private set; }

    /// <summary>Whether a restart would find it: false once its name is gone, for it was deleted or replaced.</summary>
    public bool IsInPlace => !OperatingSystem.IsLinux() || !LinuxStat.Get(_handle).IsDeleted;

    /// <summary>Adds bytes, all or none of them.</summary>
    /// <exception cref="IOException">None of them; or some, and the file must be replaced: see <see cref="IsBroken"/>.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, Length);
            if (_durability == Durability.Power) RandomAccess.FlushToDisk(_handle);
            Length += bytes.Length;
        }
        catch
        {
            CutBack();
            throw;
        }
    }

    /// <summary>Whether something is in the file that must not be there, or nobody knows what.</summary>
    public bool IsBroken { get; private set; }

    public void Dispose() => _handle.Dispose();

    private void CutBack()
    {
        // After a failed sync nobody knows what is on the disk. Source: fsync(2), EIO.
        IsBroken = _durability == Durability.Power;
        try
        {
            RandomAccess.SetLength(_handle, Length);
        }
        catch (IOException)
        {
            IsBroken = true;
        }
    }
}
