using System.Globalization;
using System.Net;
using System.Net.Sockets;
using k8s.Models;
using LogPair.Testing.Pods.Containers;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.Testing.Pods.Probes;

/// <summary>Does what probes and hooks ask for: from the node, at the Pod's address, or within the container.</summary>
/// <remarks>
/// kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/ and
/// kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/. "Any code greater than or equal to 200 and less than 400 indicates success";
/// "If scheme is set to HTTPS, the kubelet sends an HTTPS request skipping the certificate verification". A redirect is not followed here.
/// </remarks>
internal sealed class Handlers(IPAddress pod) : IDisposable
{
    // A new connection for each, as the kubelet makes them.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
#pragma warning disable CA5359 // As the kubelet does: a probe asks for life, and trusts nobody with anything
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<ProbeOutcome> ProbeAsync(V1Probe probe, V1Container container, EngineContainer instance, CancellationToken cancel)
    {
        var timeout = new ProbeNumbers(probe).Timeout;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(timeout);
        try
        {
            return await HandleAsync(probe, container, instance, limited.Token).WaitAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ProbeOutcome(false, $"no answer within {timeout.TotalSeconds} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or Docker.DotNet.DockerApiException)
        {
            return new ProbeOutcome(false, exception.Message);
        }
    }

    /// <exception cref="HookFailedException">It did not succeed.</exception>
    public async Task RunHookAsync(V1LifecycleHandler hook, V1Container container, EngineContainer instance, CancellationToken cancel)
    {
        if (hook.Sleep is { } sleep)
        {
            await Task.Delay(TimeSpan.FromSeconds(sleep.Seconds), cancel);
            return;
        }

        ProbeOutcome outcome;
        try
        {
            outcome = hook.HttpGet is { } get ? await GetAsync(get, container, cancel) : await ExecuteAsync(hook.Exec.Command, instance, cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException or Docker.DotNet.DockerApiException)
        {
            throw new HookFailedException(exception.Message);
        }

        if (!outcome.IsSuccess) throw new HookFailedException(outcome.Why);
    }

    public void Dispose() => _http.Dispose();

    private Task<ProbeOutcome> HandleAsync(V1Probe probe, V1Container container, EngineContainer instance, CancellationToken cancel) => probe switch
    {
        { HttpGet: { } get } => GetAsync(get, container, cancel),
        { TcpSocket: { } socket } => ConnectAsync(PodRules.PortOf(socket.Port, container)!.Value, cancel),
        _ => ExecuteAsync(probe.Exec.Command, instance, cancel),
    };

    private async Task<ProbeOutcome> GetAsync(V1HTTPGetAction get, V1Container container, CancellationToken cancel)
    {
        var port = PodRules.PortOf(get.Port, container)!.Value;
        var scheme = get.Scheme == "HTTPS" ? "https" : "http";
        var path = get.Path is { Length: > 0 } given ? given : "/";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://{pod}:{port.ToString(CultureInfo.InvariantCulture)}{(path[0] == '/' ? "" : "/")}{path}");
        request.Headers.UserAgent.ParseAdd("kube-probe/1.34");
        request.Headers.ConnectionClose = true;
        foreach (var header in get.HttpHeaders ?? []) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await _http.SendAsync(request, cancel);
        return new ProbeOutcome((int)response.StatusCode is >= 200 and < 400, $"GET {request.RequestUri} gave {(int)response.StatusCode}");
    }

    private async Task<ProbeOutcome> ConnectAsync(int port, CancellationToken cancel)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(pod, port, cancel);
        return new ProbeOutcome(true, $"port {port} is open");
    }

    private static async Task<ProbeOutcome> ExecuteAsync(IList<string> command, EngineContainer instance, CancellationToken cancel)
    {
        var (exitCode, output) = await instance.ExecuteAsync(command, cancel);
        return new ProbeOutcome(exitCode == 0, $"'{string.Join(' ', command)}' ended with {exitCode}: {output}");
    }
}
