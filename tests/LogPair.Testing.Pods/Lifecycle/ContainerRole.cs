namespace LogPair.Testing.Pods.Lifecycle;

internal enum ContainerRole
{
    /// <summary>Runs to its end before the next one starts.</summary>
    Init,

    /// <summary>An init container with <c>restartPolicy: Always</c>.</summary>
    Sidecar,
    Main,
}
