using LogPair.Contract;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline;

/// <summary>The directory where the processor keeps what must survive a restart.</summary>
/// <remarks>
/// Files are replaced whole or not at all. They survive the death of the process; they are not synced to the disk,
/// because an emptyDir does not outlive its node.
/// </remarks>
internal sealed class StateDirectory
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly string _directory;
    private readonly string _temporaryPath;

    public StateDirectory(string directory)
    {
        _directory = directory;
        CheckpointPath = Path.Combine(directory, VolumeLayout.CheckpointFile);
        _temporaryPath = CheckpointPath + VolumeLayout.TemporarySuffix;
    }

    public string CheckpointPath { get; }

    /// <summary>Makes the directory if it is missing, and tries whether a file can be written in it.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(_directory);
        File.Delete(_temporaryPath);
        using (var file = OpenTemporary()) RandomAccess.Write(file, [0], fileOffset: 0);
        File.Delete(_temporaryPath);
    }

    /// <returns>Null if there is no checkpoint.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public byte[]? ReadCheckpoint() => File.Exists(CheckpointPath) ? File.ReadAllBytes(CheckpointPath) : null;

    /// <summary>Puts a checkpoint that cannot be used aside, so that somebody can look at it.</summary>
    /// <returns>Its new name.</returns>
    public string SetAsideCheckpoint()
    {
        var aside = CheckpointPath + ".damaged";
        File.Move(CheckpointPath, aside, overwrite: true);
        return aside;
    }

    /// <exception cref="IOException">The last checkpoint is still in place.</exception>
    /// <exception cref="UnauthorizedAccessException">The last checkpoint is still in place.</exception>
    public void ReplaceCheckpoint(ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(_directory);
        File.Delete(_temporaryPath);
        using (var file = OpenTemporary())
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, Mode);
            RandomAccess.Write(file, content, fileOffset: 0);
        }

        File.Move(_temporaryPath, CheckpointPath, overwrite: true);
    }

    /// <exception cref="IOException">The last acknowledgements are still in place.</exception>
    /// <exception cref="UnauthorizedAccessException">The last acknowledgements are still in place.</exception>
    public void ReplaceAcknowledgements(Acknowledgements acknowledgements) =>
        acknowledgements.Write(Path.Combine(_directory, VolumeLayout.AcknowledgementsFile));

    // In one shared directory the application could plant a link here: CreateNew does not follow it.
    private SafeFileHandle OpenTemporary() =>
        File.OpenHandle(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
}
