using LogPair.Host.Doctor.Machine;
using LogPair.Testing;

namespace LogPair.Host.Doctor;

/// <summary>Files in place of those in which a kernel tells of itself.</summary>
internal sealed class PlantedSystem : IDisposable
{
    private readonly TempVolume _volume = new(nameof(PlantedSystem));

    public SystemFiles Files => new(_volume.Path);

    public PlantedSystem With(string path, string content)
    {
        var full = _volume[path];
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return this;
    }

    public PlantedSystem WithLink(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_volume[path])!);
        File.CreateSymbolicLink(_volume[path], target);
        return this;
    }

    public void Dispose() => _volume.Dispose();
}
