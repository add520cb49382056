namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>Something that happened to a Pod.</summary>
/// <param name="At">Since the Pod was taken on; as it is, not scaled.</param>
/// <param name="Subject">Name of a container; <c>pod</c> for the Pod itself.</param>
/// <param name="Kind">What.</param>
/// <param name="Detail">For people; may be empty.</param>
internal sealed record PodEvent(TimeSpan At, string Subject, PodEventKind Kind, string Detail)
{
    public override string ToString() => $"{At.TotalSeconds,8:N3} s  {Subject}: {Kind} {Detail}".TrimEnd();
}
