using LogPair.Generator;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogPair.Host.Workload;

/// <summary>The generator library, used as an application would.</summary>
/// <remarks>
/// Not for several threads: <see cref="TryWrite"/> tells by the count whether it was this event that was written.
/// </remarks>
internal sealed class GeneratorTarget : IDisposable
{
    private readonly Logger _logger;

    /// <param name="options">What is null comes from the environment.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message lists all that are.</exception>
    public GeneratorTarget(LogPairOptions options)
    {
        _logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.LogPair(options with { Status = Status })
            .CreateLogger();
    }

    /// <summary>What the generator counts itself.</summary>
    public LogPairStatus Status { get; } = new();

    /// <returns>False if the generator refused the event, so that it stands in no segment.</returns>
    public bool TryWrite(LogEvent next)
    {
        var before = Status.EventsWritten;
        _logger.Write(next);
        return Status.EventsWritten > before;
    }

    /// <summary>Seals the last segment.</summary>
    public void Dispose() => _logger.Dispose();
}
