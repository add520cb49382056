using System.Net.Sockets;
using LogPair.Host.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Web;

/// <summary>The web server, as small as Kestrel gets: no configuration files, no routing, no middleware.</summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    // The headers of Prometheus, a mesh and a browser take under 4 KiB, and a request line much less, unless it names the
    // long values of a series' labels.
    private const int MaxRequestLineBytes = 16 << 10;
    private const int MaxHeaderBytes = 16 << 10;
    private const int MaxHeaders = 50;

    // What is not read yet of pipelined requests.
    private const int MaxInputBytes = 64 << 10;

    // HTTP/2: requests at a time on one connection. Prometheus has one.
    private const int MaxStreams = 8;

    // Whoever reads more slowly than a modem is cut off, after a while in which a network may falter.
    private const int MinAnswerBytesPerSecond = 4 << 10;
    private static readonly TimeSpan FalteringTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(10);

    // A scrape takes milliseconds; whoever reads its answer this slowly has given up. With the default stopTimeout
    // before it, the whole end still takes less than the 30 s that Kubernetes grants.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1.5);

    private readonly WebApplication _application;
    private readonly ActivityHistory _history;

    private MetricsServer(WebApplication application, ActivityHistory history, ListenAddress address)
    {
        _application = application;
        _history = history;
        Address = address;
    }

    /// <summary>Where it listens, with the port the system chose if it was asked to.</summary>
    public ListenAddress Address { get; }

    /// <summary>A port that is open to everybody.</summary>
    /// <inheritdoc cref="StartAsync(ListenAddress, IMetricsSource, WebGuard, ILoggerFactory, CancellationToken)"/>
    public static Task<MetricsServer> StartAsync(
        ListenAddress address, IMetricsSource source, ILoggerFactory loggers, CancellationToken cancel) =>
        StartAsync(address, source, WebGuard.None(TimeProvider.System), loggers, cancel);

    /// <exception cref="ListenException">The address is taken, not of this machine, or not allowed.</exception>
    public static async Task<MetricsServer> StartAsync(
        ListenAddress address, IMetricsSource source, WebGuard guard, ILoggerFactory loggers, CancellationToken cancel)
    {
        // A content root of its own and no configuration sources: with the working directory at /, the usual builders
        // watch the whole file system for settings files.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, address, guard));
        builder.Services.Configure<SocketTransportOptions>(transport => Configure(transport, address));
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, SharedMemory>();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();

        var application = builder.Build();
        var history = new ActivityHistory(source, guard.Time);
        var api = new ApiEndpoints(source, history, TimeProvider.System);
        var endpoints = new Endpoints(source, api, loggers.CreateLogger<Endpoints>());
        application.Run(new GuardedEndpoints(endpoints, guard, TimeProvider.System).HandleAsync);
        try
        {
            await application.StartAsync(cancel);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await history.DisposeAsync();
            await application.DisposeAsync();
            throw Explain(address, exception);
        }

        var bound = address.SocketPath is null ? address with { Port = PortOf(application) } : address;
        return new MetricsServer(application, history, bound);
    }

    /// <summary>
    /// Takes no more requests and finishes those that are being answered, within <see cref="StopWithin"/>.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(StopWithin);
        await _application.StopAsync(deadline.Token);
        await _history.DisposeAsync();
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, ListenAddress address, WebGuard guard)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        kestrel.Limits.MaxRequestBufferSize = MaxInputBytes;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.RequestHeadersTimeout = HeadersTime;
        kestrel.Limits.MinResponseDataRate = new MinDataRate(MinAnswerBytesPerSecond, FalteringTime);
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;

        // The guard counts connections itself, those of each address too.
        kestrel.Limits.MaxConcurrentConnections = null;
        var connections = new ConnectionGuard(guard, TimeProvider.System);
        if (address.SocketPath is { } path) kestrel.ListenUnixSocket(path, connections.Protect);
        else if (address.IsEverywhere) kestrel.ListenAnyIP(address.Port, connections.Protect);
        else kestrel.Listen(address.Address, address.Port, connections.Protect);
    }

    private static void Configure(SocketTransportOptions transport, ListenAddress address)
    {
        // From the socket to the answer on one thread of the pool, instead of on three that wake one another. Nothing here
        // blocks a thread, and what takes long, a scrape of very many series, would keep one of them busy anyway.
        transport.UnsafePreferInlineScheduling = true;
        if (address.SocketPath is { } path)
            transport.CreateBoundListenSocket = endpoint => UnixSocketFile.Bind((UnixDomainSocketEndPoint)endpoint, path);
    }

    private static int PortOf(WebApplication application)
    {
        var features = application.Services.GetRequiredService<IServer>().Features;
        var addresses = features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.First()).Port;
    }

    private static ListenException Explain(ListenAddress address, Exception exception)
    {
        var error = (exception as SocketException ?? exception.InnerException as SocketException
            ?? exception.InnerException?.InnerException as SocketException)?.SocketErrorCode;
        if (address.SocketPath is { } path) return ExplainSocket(path, error, exception);
        return error switch
        {
            SocketError.AddressNotAvailable => new(
                $"cannot listen on {address}: no interface of this machine has that address. "
                + "Set --listen or LOGPAIR_LISTEN to :9464 for all interfaces.",
                isWrongAddress: true, exception),
            SocketError.AccessDenied => new($"cannot listen on {address}: not allowed. "
                + "Ports below 1024 need a privilege; set --listen or LOGPAIR_LISTEN to a higher one.",
                isWrongAddress: false, exception),
            _ when error == SocketError.AddressAlreadyInUse || exception.InnerException is AddressInUseException =>
                new($"cannot listen on {address}: the port is in use. End the program that has it, "
                + "or set --listen or LOGPAIR_LISTEN to another address, for example :9465.",
                isWrongAddress: false, exception),
            _ => new($"cannot listen on {address}: {exception.Message.TrimEnd('.')}. "
                + "Set --listen or LOGPAIR_LISTEN to another address.", isWrongAddress: false, exception),
        };
    }

    private static ListenException ExplainSocket(string path, SocketError? error, Exception exception) =>
        exception.InnerException is AddressInUseException || error == SocketError.AddressAlreadyInUse
            ? new($"cannot listen on unix:{path}: a process listens there, or there is a file that is no socket. "
                + "End the one or remove the other, or set --listen or LOGPAIR_LISTEN to another path.",
                isWrongAddress: false, exception)
            : new($"cannot listen on unix:{path}: {(exception.InnerException ?? exception).Message.TrimEnd('.')}. "
                + "The directory must exist, and this user must be allowed to write in it.",
                isWrongAddress: !Directory.Exists(Path.GetDirectoryName(path)), exception);
}
