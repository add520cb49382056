namespace LogPair.Testing.Pods.Manifests;

internal enum FieldShape
{
    One,
    List,
    Map,
}
