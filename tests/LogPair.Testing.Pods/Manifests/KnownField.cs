namespace LogPair.Testing.Pods.Manifests;

/// <summary>One entry of <c>fields.txt</c>.</summary>
/// <param name="Type">Name of the type of the object or of the list's objects; null for values.</param>
/// <param name="Shape">One, a list or a map.</param>
/// <param name="Values">The only values that are implemented; null for any.</param>
/// <param name="IsLeftAlone">Whatever is in it has no effect within one Pod.</param>
internal sealed record KnownField(string? Type, FieldShape Shape, IReadOnlyList<string>? Values, bool IsLeftAlone);
