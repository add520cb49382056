using System.Net;
using LogPair.Host.Web.Access;
using LogPair.Host.Web.Tls;
using LogPair.Processor.Pipeline.Committing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace LogPair.Host.Web;

/// <summary>What happens to a connection before its first request: it is counted, and its handshake is made.</summary>
internal sealed class ConnectionGuard
{
    // A handshake takes two round trips; a proxy or a debugger may be slow.
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);

    private static readonly object MaterialKey = new();
    private static readonly object ShakenKey = new();

    private readonly WebGuard _guard;
    private readonly Slots _connections;

    public ConnectionGuard(WebGuard guard, TimeProvider time)
    {
        _guard = guard;
        var limits = guard.Current.Config.Limits;
        _connections = new Slots(limits.Connections, limits.ConnectionsPerAddress, time);
    }

    /// <summary>The material with which a request's connection was made; null for plain HTTP.</summary>
    public static TlsMaterial? MaterialOf(HttpContext http) =>
        http.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(MaterialKey, out var material) == true
            ? material as TlsMaterial
            : null;

    /// <summary>Puts the guard before everything else that a connection meets.</summary>
    public void Protect(ListenOptions endpoint)
    {
        endpoint.Protocols = HttpProtocols.Http1;
        endpoint.Use(next => connection => LimitAsync(connection, next));
        if (_guard.Current.Tls is not null) UseTls(endpoint);
    }

    private async Task LimitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var client = ClientAddress.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (!_connections.TryEnter(client))
        {
            _guard.Refusals.Add(PortRefusal.TooManyConnections);
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _connections.Leave(client);
        }
    }

    // In a method of its own, so that a process without TLS runs none of it.
    private void UseTls(ListenOptions endpoint)
    {
        endpoint.Protocols = HttpProtocols.Http1AndHttp2;
        endpoint.Use(next => connection => CountFailureAsync(connection, next));
        endpoint.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTime,
            OnConnection = handshake =>
            {
                var material = _guard.Current.Tls!;
                handshake.Connection.Items[MaterialKey] = material;
                return ValueTask.FromResult(material.CreateOptions());
            },
        });
        endpoint.Use(next => connection =>
        {
            connection.Items[ShakenKey] = true;
            return next(connection);
        });
    }

    private async Task CountFailureAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        await next(connection);
        if (!connection.Items.ContainsKey(ShakenKey)) _guard.Refusals.Add(PortRefusal.Handshake);
    }
}
