using Docker.DotNet;
using Docker.DotNet.Models;
using LogPair.Testing.Pods.Engine;

namespace LogPair.Testing.Pods.Containers;

/// <summary>One container of the engine, from its creation to its end. A restart is a new one.</summary>
internal sealed class EngineContainer
{
    // The engine knows of an end before whoever waits for it.
    private static readonly TimeSpan EndIsTold = TimeSpan.FromSeconds(10);

    private readonly string _stopSignal;
    private readonly string? _messageFile;
    private Task<ContainerEnd>? _end;

    private EngineContainer(string id, string stopSignal, string? messageFile)
    {
        Id = id;
        _stopSignal = stopSignal;
        _messageFile = messageFile;
    }

    public string Id { get; }

    /// <summary>Completes when it has ended.</summary>
    public Task<ContainerEnd> End => _end ?? throw new InvalidOperationException("The container was not started.");

    private static IContainerOperations Containers => EngineClient.Instance.Containers;

    /// <param name="create">With everything.</param>
    /// <param name="image">The image's own configuration.</param>
    /// <param name="messageFile">On the node; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<EngineContainer> CreateAsync(
        CreateContainerParameters create, DockerOCIImageConfig image, string? messageFile, CancellationToken cancel)
    {
        create.Labels = Ownership.Labels;
        var created = await Containers.CreateContainerAsync(create, cancel);
        return new EngineContainer(created.ID, string.IsNullOrEmpty(image.StopSignal) ? "SIGTERM" : image.StopSignal, messageFile);
    }

    public async Task StartAsync(CancellationToken cancel)
    {
        await Containers.StartContainerAsync(Id, new ContainerStartParameters(), cancel);
        _end = WaitAsync();
    }

    public Task<ContainerInspectResponse> InspectAsync(CancellationToken cancel) => Containers.InspectContainerAsync(Id, cancel);

    /// <summary>The signal that asks it to stop: the image's, or SIGTERM.</summary>
    /// <remarks>kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-stop-signals</remarks>
    public Task AskToStopAsync(CancellationToken cancel) => SignalAsync(_stopSignal, cancel);

    /// <summary>Does nothing when it has ended.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancel)
    {
        try
        {
            await Containers.KillContainerAsync(Id, new ContainerKillParameters { Signal = signal }, cancel);
        }
        catch (DockerApiException)
        {
            if (await Task.WhenAny(End, Task.Delay(EndIsTold, cancel)) != End) throw;
        }
    }

    /// <returns>The exit code, and what it printed to both streams.</returns>
    public async Task<(long ExitCode, string Output)> ExecuteAsync(IList<string> command, CancellationToken cancel)
    {
        var exec = EngineClient.Instance.Exec;
        var created = await exec.CreateContainerExecAsync(
            Id, new ContainerExecCreateParameters { Cmd = command, AttachStdout = true, AttachStderr = true }, cancel);
        using var stream = await exec.StartContainerExecAsync(created.ID, new ContainerExecStartParameters(), cancel);
        var (output, error) = await stream.ReadOutputToEndAsync(cancel);
        var ended = await exec.InspectContainerExecAsync(created.ID, cancel);
        return (ended.ExitCode ?? -1, output + error);
    }

    public async Task<(string Output, string Error)> LogsAsync(CancellationToken cancel)
    {
        using var stream = await Containers.GetContainerLogsAsync(
            Id, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true }, cancel);
        return await stream.ReadOutputToEndAsync(cancel);
    }

    /// <summary>Bytes that it wrote to its root file system.</summary>
    public async Task<long> WritableBytesAsync(CancellationToken cancel) =>
        (await Containers.InspectContainerAsync(Id, new ContainerInspectParameters { IncludeSize = true }, cancel)).SizeRw ?? 0;

    public async Task RemoveAsync()
    {
        try
        {
            await Containers.RemoveContainerAsync(Id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
        }
        catch (DockerContainerNotFoundException)
        {
        }
    }

    // Not cancelled: whoever waits for it can stop waiting, and removing the container ends it.
    private async Task<ContainerEnd> WaitAsync()
    {
        State state;
        try
        {
            await Containers.WaitContainerAsync(Id, CancellationToken.None);
            state = (await Containers.InspectContainerAsync(Id, CancellationToken.None)).State!;
        }
        catch (DockerContainerNotFoundException)
        {
            // It was removed while it ran.
            state = new State { ExitCode = 137 };
        }

        var message = _messageFile is not null && File.Exists(_messageFile) ? await File.ReadAllTextAsync(_messageFile) : "";
        return new ContainerEnd((int)state.ExitCode, state.OOMKilled, message);
    }
}
