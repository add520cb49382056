namespace LogPair.Testing.Pods.Manifests;

/// <summary>Manifests hold what Kubernetes would not take, or what the Pod runner does not do.</summary>
internal sealed class ManifestRefusedException(IReadOnlyList<string> reasons) : Exception(string.Join('\n', reasons))
{
    public ManifestRefusedException(string reason)
        : this([reason])
    {
    }

    /// <summary>All of them, each with the object and the path of the field.</summary>
    public IReadOnlyList<string> Reasons => reasons;
}
