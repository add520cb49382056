using LogPair.Host.Doctor.Machine;
using LogPair.Host.Units;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor.Examinations;

/// <summary>Room on the file systems of logs and state: bytes, and files.</summary>
internal sealed class SpaceExamination : IExamination
{
    // A checkpoint of a handful of series, and the next segment's first lines.
    private const long Least = 64 << 10;

    // A large disk that is nearly full may still have room for days.
    private const long Plenty = 1 << 30;

    private const double NearlyFull = 0.95;

    public string Name => "space";

    public IEnumerable<Finding> Examine(Patient patient)
    {
        var places = patient.Volume.Roots.Append(patient.Settings.StateDirectory).OfType<string>()
            .Where(Directory.Exists)
            .DistinctBy(DeviceOf).Select(path => (Path: path, Space: VolumeSpace.Of(path))).ToList();
        if (places.Count == 0) return [Finding.Skipped("neither logs nor state are there")];
        return places
            .Select(place => place.Space is { } space ? Judge(place.Path, space)
                : Finding.Skipped($"{place.Path}: the system does not tell"));
    }

    private static ulong DeviceOf(string path) =>
        OperatingSystem.IsLinux() && LinuxStat.TryGetRights(path, out var rights) ? rights.Device
            : (ulong)path.GetHashCode(StringComparison.Ordinal);

    private static Finding Judge(string path, VolumeSpace space)
    {
        var words = $"{ByteSize.Round(space.FreeBytes)} of {ByteSize.Round(space.Bytes)} are free"
            + (space.Inodes > 0 ? $", and {Quantity.Of(space.FreeInodes, "file")} can be made" : "");
        if (space.FreeBytes < Least || space is { Inodes: > 0, FreeInodes: 0 })
        {
            return Finding.Failure(
                $"{path} is full: {words}",
                "The application cannot write, or drops lines; the state cannot be saved, and scrapes fail.",
                $"Delete old files, or make the volume larger. What takes it: du -xah '{path}' | sort -h | tail");
        }

        var isNearlyFull = space.FreeBytes < space.Bytes * (1 - NearlyFull) && space.FreeBytes < Plenty;
        var hasFewFiles = space.Inodes > 0 && space.FreeInodes < space.Inodes * (1 - NearlyFull);
        return isNearlyFull || hasFewFiles
            ? Finding.Warning($"{path} is nearly full: {words}",
                "When it is full, lines are dropped and nothing can be saved.",
                $"Delete old files, or make the volume larger. What takes it: du -xah '{path}' | sort -h | tail")
            : Finding.Ok($"{path}: {words}");
    }
}
