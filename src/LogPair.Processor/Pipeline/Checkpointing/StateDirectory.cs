using LogPair.Contract;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>The directory where the processor keeps what must survive a restart.</summary>
internal sealed class StateDirectory
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly string _directory;
    private readonly Durability _durability;
    private readonly string _temporaryPath;
    private readonly string _previousPath;

    public StateDirectory(string directory, Durability durability = Durability.Process)
    {
        _directory = directory;
        _durability = durability;
        CheckpointPath = Path.Combine(directory, VolumeLayout.CheckpointFile);
        _temporaryPath = CheckpointPath + VolumeLayout.TemporarySuffix;
        _previousPath = Path.Combine(directory, VolumeLayout.PreviousCheckpointFile);
    }

    public string CheckpointPath { get; }

    /// <summary>Makes the directory if it is missing, and tries whether a file can be written in it.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public void Prepare()
    {
        RefuseLink();
        Directory.CreateDirectory(_directory);
        var probe = Path.Combine(_directory, "probe" + VolumeLayout.TemporarySuffix);
        File.Delete(probe);
        using (var file = Create(probe)) RandomAccess.Write(file, [0], fileOffset: 0);
        File.Delete(probe);
    }

    /// <summary>Files that may hold a checkpoint, the one to prefer first.</summary>
    /// <remarks>
    /// A kill between the two renames of a replacement leaves the new one under its temporary name and the one before
    /// under its later name; both are whole. A temporary file that was cut short is told by its checksum.
    /// </remarks>
    public IEnumerable<string> Checkpoints() =>
        new[] { CheckpointPath, _temporaryPath, _previousPath }.Where(File.Exists);

    /// <summary>Whether this is where the checkpoint before the last one is kept.</summary>
    public bool IsPrevious(string path) => path == _previousPath;

    /// <summary>Puts a file that cannot be used aside, so that somebody can look at it.</summary>
    /// <returns>Its new name.</returns>
    public static string SetAside(string path)
    {
        var aside = path + ".damaged";
        File.Move(path, aside, overwrite: true);
        return aside;
    }

    /// <summary>Makes a checkpoint the last one, and the last one the one before.</summary>
    /// <returns>The new one, to append to.</returns>
    /// <exception cref="IOException">The last checkpoint is still among <see cref="Checkpoints"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The last checkpoint is still among them.</exception>
    public CheckpointFile ReplaceCheckpoint(ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(_directory);
        File.Delete(_temporaryPath);
        var file = new CheckpointFile(Create(_temporaryPath), _durability);
        try
        {
            file.Append(content);
            if (File.Exists(CheckpointPath)) File.Move(CheckpointPath, _previousPath, overwrite: true);
            File.Move(_temporaryPath, CheckpointPath, overwrite: true);
            if (_durability == Durability.Power) DirectorySync.Sync(_directory);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The last acknowledgements are still in place.</exception>
    /// <exception cref="UnauthorizedAccessException">The last acknowledgements are still in place.</exception>
    public void ReplaceAcknowledgements(Acknowledgements acknowledgements) =>
        acknowledgements.Write(Path.Combine(_directory, VolumeLayout.AcknowledgementsFile));

    // Where both sides share the logs directory, the application could make the state be written anywhere.
    private void RefuseLink()
    {
        var isShared = Path.GetFileName(Path.TrimEndingDirectorySeparator(_directory)) == VolumeLayout.SharedStateFolder;
        if (isShared && new DirectoryInfo(Path.TrimEndingDirectorySeparator(_directory)).LinkTarget is not null)
            throw new IOException($"{_directory} is a symbolic link, which is not followed. Remove it.");
    }

    // In one shared directory the application could plant a link here: CreateNew does not follow it.
    private static SafeFileHandle Create(string path)
    {
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, Mode);
        return file;
    }
}
