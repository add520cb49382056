using LogPair.Host.Logging;
using LogPair.Processor.Pipeline.Checkpointing;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Commands;

/// <summary>Waits until no other processor is at work with the same state directory, and keeps others out from then on.</summary>
internal sealed partial class StateTurn : IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private StateLock? _lock;
    private volatile bool _isWaiting;

    public StateTurn(string stateDirectory, ILogger logger, TimeProvider time)
    {
        Directory = stateDirectory;
        _logger = logger;
        _time = time;
    }

    public string Directory { get; }

    /// <summary>Whether another processor has it.</summary>
    public bool IsWaiting => _isWaiting;

    /// <returns>False if <paramref name="stop"/> came first.</returns>
    public async Task<bool> WaitAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _lock = StateLock.TryTake(Directory);
            if (_lock is not null)
            {
                if (_isWaiting) Log.StateFree(_logger, Directory);
                _isWaiting = false;
                return true;
            }

            if (!_isWaiting) Log.WaitingForState(_logger, Directory);
            _isWaiting = true;
            await Task.Delay(LookAgainAfter, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    public void Dispose() => _lock?.Dispose();

    private static partial class Log
    {
        [LoggerMessage(EventIds.WaitingForState, LogLevel.Warning,
            "Another processor is at work with the state directory {Directory}; waiting for it to end. Two would overwrite each "
            + "other's counters: if both are wanted, give each its own with --state or LOGPAIR_STATE")]
        public static partial void WaitingForState(ILogger logger, string directory);

        [LoggerMessage(EventIds.StateFree, LogLevel.Information, "The other processor has ended; the state directory {Directory} is free")]
        public static partial void StateFree(ILogger logger, string directory);
    }
}
