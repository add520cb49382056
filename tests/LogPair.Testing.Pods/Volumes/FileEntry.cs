namespace LogPair.Testing.Pods.Volumes;

/// <summary>One file of a volume that Kubernetes fills.</summary>
/// <param name="Path">Within the volume; may have directories.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Mode">Its permissions, before the group of the Pod is given its share.</param>
internal sealed record FileEntry(string Path, byte[] Content, UnixFileMode Mode);
