using Microsoft.Extensions.Hosting;

namespace LogPair.Host.Web;

/// <summary>
/// Keeps the web host's hands off the process's signals: scrapes are answered until the drain is over.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
