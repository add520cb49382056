namespace LogPair.Testing.Layering;

/// <summary>One thing that the code of one type uses.</summary>
/// <param name="Namespace">Of the using type.</param>
/// <param name="User">The using type and its member as the source names them: <c>LineFramer.Read</c>.</param>
/// <param name="UsedNamespace">Of the used type; empty for none.</param>
/// <param name="UsedType">Full name without generic arguments.</param>
/// <param name="UsedMember">The used method or field; empty where only the type is named.</param>
internal sealed record Use(string Namespace, string User, string UsedNamespace, string UsedType, string UsedMember);
