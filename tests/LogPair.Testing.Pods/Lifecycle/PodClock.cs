namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>The runner's own waiting, by one factor faster than Kubernetes'.</summary>
internal sealed class PodClock(TimeProvider time, double scale)
{
    public double Scale => scale;

    public long Now => time.GetTimestamp();

    /// <summary>Waits for a time of Kubernetes.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancel) => Task.Delay(wait / scale, time, cancel);

    /// <summary>Time of Kubernetes since a moment.</summary>
    public TimeSpan Since(long moment) => time.GetElapsedTime(moment) * scale;

    /// <summary>Time as it is since a moment.</summary>
    public TimeSpan RealSince(long moment) => time.GetElapsedTime(moment);

    /// <summary>Whether a task completes within a time that is not scaled.</summary>
    public async Task<bool> CompletesAsync(Task task, TimeSpan within)
    {
        using var waiting = new CancellationTokenSource();
        var first = await Task.WhenAny(task, Task.Delay(within < TimeSpan.Zero ? TimeSpan.Zero : within, time, waiting.Token));
        await waiting.CancelAsync();
        return first == task;
    }
}
