using LogPair.Processor.Pipeline;

namespace LogPair.Host.Reload;

/// <summary>A processor that web requests use while another one may be about to take its place.</summary>
internal sealed class SharedProcessor : IAsyncDisposable
{
    // _users > 0 keeps the processor alive. _unused is completed once when it is retired and nobody uses it.
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LogProcessor _processor;
    private bool _isRetired;
    private int _users;

    public SharedProcessor(LogProcessor processor) => _processor = processor;

    /// <summary>For whoever owns it; a request asks with <see cref="UseAsync"/>.</summary>
    public LogProcessor Processor => _processor;

    /// <returns>Null if it is retired: its successor is in place.</returns>
    public Task<T>? UseAsync<T>(Func<LogProcessor, Task<T>> use)
    {
        lock (_lock)
        {
            if (_isRetired) return null;
            _users++;
        }

        return UseAndLeaveAsync(use);
    }

    /// <summary>Waits until nobody uses it any more, and ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isRetired = true;
            if (_users == 0) _unused.TrySetResult();
        }

        await _unused.Task;
        await _processor.DisposeAsync();
    }

    private async Task<T> UseAndLeaveAsync<T>(Func<LogProcessor, Task<T>> use)
    {
        try
        {
            return await use(_processor);
        }
        finally
        {
            lock (_lock)
            {
                _users--;
                if (_isRetired && _users == 0) _unused.TrySetResult();
            }
        }
    }
}
