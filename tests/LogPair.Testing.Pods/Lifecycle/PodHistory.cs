namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>What happened, in order; whoever waits for something is woken by each event. Thread-safe.</summary>
internal sealed class PodHistory(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly List<PodEvent> _events = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<PodEvent> Events
    {
        get
        {
            lock (_lock) return [.. _events];
        }
    }

    /// <summary>Completes with the next event.</summary>
    public Task Next
    {
        get
        {
            lock (_lock) return _next.Task;
        }
    }

    public void Add(string subject, PodEventKind kind, string detail = "")
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _events.Add(new PodEvent(time.GetElapsedTime(_began), subject, kind, detail));
            waiting = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }

    /// <summary>When something happened to a subject for the first time.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public TimeSpan When(string subject, PodEventKind kind) =>
        Events.FirstOrDefault(known => known.Subject == subject && known.Kind == kind)?.At
            ?? throw new InvalidOperationException($"{subject} has no {kind} in:\n{this}");

    public IEnumerable<PodEvent> Of(string subject, PodEventKind kind) =>
        Events.Where(known => known.Subject == subject && known.Kind == kind);

    public override string ToString() => string.Join('\n', Events);
}
