using LogPair.Host.Configuration;
using LogPair.Host.Doctor.Machine;
using LogPair.Processor.Discovery;

namespace LogPair.Host.Doctor;

/// <summary>What is examined: the set-up that <c>run</c> would use, its machine, and the processor that runs with
/// it.</summary>
internal sealed class Patient
{
    private const int MostSamples = 3;

    private readonly Lazy<VolumeLook> _volume;
    private readonly Lazy<IReadOnlyList<FileSample>> _samples;

    public Patient(LoadedConfiguration configuration, PortLook port, Surroundings surroundings)
    {
        Configuration = configuration;
        Port = port;
        Surroundings = surroundings;
        _volume = new Lazy<VolumeLook>(() => VolumeLook.At(Settings.Logs));
        _samples = new Lazy<IReadOnlyList<FileSample>>(ReadSamples);
    }

    public LoadedConfiguration Configuration { get; }

    public HostSettings Settings => Configuration.Settings;

    public Surroundings Surroundings { get; }

    /// <summary>What is behind the port.</summary>
    public PortLook Port { get; }

    /// <summary>Where the kernel tells of itself.</summary>
    public SystemFiles System { get; init; } = SystemFiles.OfThisMachine;

    /// <summary>Who asks; who <c>run</c> would be, too.</summary>
    public ThisUser User => field ??= ThisUser.Read(System);

    /// <summary>The logs as they are now; looked at once.</summary>
    public VolumeLook Volume => _volume.Value;

    /// <summary>The newest lines of the streams that were written last; looked at once.</summary>
    public IReadOnlyList<FileSample> Samples => _samples.Value;

    /// <summary>Whether it runs in a container: the image says so, and so does Kubernetes.</summary>
    public bool IsInContainer => IsInPod || Surroundings.Variable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1";

    public bool IsInPod => !string.IsNullOrEmpty(Surroundings.Variable("KUBERNETES_SERVICE_HOST"));

    public DateTimeOffset Now => Surroundings.Time.GetUtcNow();

    private List<FileSample> ReadSamples()
    {
        var newest = Volume.NewestFirst.Where(file => file.Entry.Role != EntryRole.Compressed && file.Facts.Size > 0)
            .DistinctBy(file => StreamName.Of(file.Path)).Take(MostSamples).ToList();
        if (newest.Count == 0) return [];

        var options = Configuration.ToProcessorOptions();
        return [.. newest.Select(file => FileSample.TryRead(file, options)).OfType<FileSample>()];
    }
}
