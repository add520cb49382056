using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Web;

/// <summary>The web server, as small as Kestrel gets: no configuration files, no routing, no middleware.</summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    /// <summary>
    /// Far more than Prometheus and a probe need, and few enough that idle connections cannot eat the memory limit.
    /// </summary>
    private const int MaxConnections = 100;

    // A scrape takes milliseconds; whoever reads its answer this slowly has given up. With the default stopTimeout
    // before it, the whole end still takes less than the 30 s that Kubernetes grants.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1.5);

    private readonly WebApplication _application;

    private MetricsServer(WebApplication application, ListenAddress address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens, with the port the system chose if it was asked to.</summary>
    public ListenAddress Address { get; }

    /// <exception cref="ListenException">The address is taken, not of this machine, or not allowed.</exception>
    public static async Task<MetricsServer> StartAsync(
        ListenAddress address, IMetricsSource source, ILoggerFactory loggers, CancellationToken cancel)
    {
        // A content root of its own and no configuration sources: with the working directory at /, the usual builders
        // watch the whole file system for settings files.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, address));
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();

        var application = builder.Build();
        application.Run(new Endpoints(source, loggers.CreateLogger<Endpoints>()).HandleAsync);
        try
        {
            await application.StartAsync(cancel);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw Explain(address, exception);
        }

        return new MetricsServer(application, address with { Port = PortOf(application) });
    }

    /// <summary>
    /// Takes no more requests and finishes those that are being answered, within <see cref="StopWithin"/>.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(StopWithin);
        await _application.StopAsync(deadline.Token);
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, ListenAddress address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(address.Address, address.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
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
        return error switch
        {
            SocketError.AddressNotAvailable => new(
                $"cannot listen on {address}: no interface of this machine has that address. "
                + "Set --listen or LOGPAIR_LISTEN to 0.0.0.0:9464 for all interfaces.",
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
}
