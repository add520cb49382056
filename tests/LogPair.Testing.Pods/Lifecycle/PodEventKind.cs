namespace LogPair.Testing.Pods.Lifecycle;

internal enum PodEventKind
{
    /// <summary>The Pod has its address and its volumes.</summary>
    SetUp,

    Created,

    /// <summary>Its process runs, and its postStart hook has finished.</summary>
    Running,

    /// <summary>Its startup probe succeeded, or it has none.</summary>
    Started,
    Ready,
    Unready,
    ProbeFailed,

    /// <summary>It is about to be stopped: then come the preStop hook, the turn and the signal.</summary>
    Killing,
    PreStopDone,
    Terminated,

    /// <summary>SIGKILL, because the grace period is over.</summary>
    Forced,
    Ended,
    BackOff,
    HookFailed,
    CannotStart,
    Evicted,
    DeadlineExceeded,
    Deleted,
    Phase,
}
