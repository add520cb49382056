using Serilog.Events;

namespace LogPair.Host.Workload;

/// <summary>Writes the shop's events at their pace and keeps the truth of what was written.</summary>
internal sealed class WorkloadRunner
{
    private readonly WorkloadOptions _options;
    private readonly Predicate<LogEvent> _tryWrite;
    private readonly TimeProvider _time;
    private readonly ShopWorkload _workload;
    private readonly TruthRecorder _truth;
    private readonly Pacer _pacer;
    private readonly long _startedAt;
    private long _written;

    /// <param name="tryWrite">
    /// Writes one event; false if it was refused and stands in no segment. Called from one thread at a time.
    /// </param>
    public WorkloadRunner(WorkloadOptions options, Predicate<LogEvent> tryWrite, TimeProvider time)
    {
        _options = options;
        _tryWrite = tryWrite;
        _time = time;
        _workload = new ShopWorkload(options.Seed);
        _truth = new TruthRecorder(options.Seed);
        _pacer = new Pacer(options.Rate, time);
        _startedAt = time.GetTimestamp();
    }

    /// <summary>Events written so far; may be read from any thread.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>
    /// Runs until the options' limits are reached or <paramref name="stop"/> is cancelled, which is no failure.
    /// </summary>
    /// <remarks>
    /// Without a rate it never yields: give it a thread of its own. The duration runs from construction.
    /// </remarks>
    public async Task<Truth> RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && Step())
        {
            if (_pacer.IsUnlimited) continue;

            await Task.Delay(Pacer.Slice, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _truth.ToTruth();
    }

    /// <summary>Writes what is due now.</summary>
    /// <returns>False when a limit is reached.</returns>
    public bool Step()
    {
        if (_options.Duration is { } duration && _time.GetElapsedTime(_startedAt) >= duration) return false;

        var rest = _options.Count is { } count ? count - _truth.Events - _truth.Dropped : long.MaxValue;
        for (var due = Math.Min(_pacer.TakeDue(), rest); due > 0; due--, rest--) WriteOne();
        return rest > 0;
    }

    private void WriteOne()
    {
        var next = _workload.Next(_time.GetUtcNow());
        if (!_tryWrite(next))
        {
            _truth.AddDropped();
            return;
        }

        _truth.AddWritten(next);
        Volatile.Write(ref _written, _truth.Events);
    }
}
