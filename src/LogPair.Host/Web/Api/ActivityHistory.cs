using LogPair.Processor.Pipeline;

namespace LogPair.Host.Web.Api;

/// <summary>The last hour of a processor, for plots.</summary>
internal sealed class ActivityHistory : IAsyncDisposable
{
    private const int Kept = 720;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IInspectedSource _source;
    private readonly TimeProvider _time;
    private readonly Queue<ActivitySample> _samples = [];
    private readonly Lock _lock = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _sampling;

    public ActivityHistory(IInspectedSource source, TimeProvider time)
    {
        _source = source;
        _time = time;
        _timer = new PeriodicTimer(Interval, time);
        _sampling = SampleAsync();
    }

    public HistoryAnswer Answer()
    {
        lock (_lock) return new HistoryAnswer(Interval.TotalSeconds, [.. _samples]);
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _sampling;
    }

    private async Task SampleAsync()
    {
        do
        {
            Take();
        }
        while (await _timer.WaitForNextTickAsync());
    }

    private void Take()
    {
        var status = _source.Status;
        if (status.State == ProcessorState.Restoring) return;

        var sample = new ActivitySample(
            _time.GetUtcNow(), status.Counts.Lines, status.Counts.Bytes, status.Counts.Lost, status.LagBytes,
            status.LagTime.TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds, ResidentMemory.Bytes);
        lock (_lock)
        {
            _samples.Enqueue(sample);
            if (_samples.Count > Kept) _samples.Dequeue();
        }
    }
}
