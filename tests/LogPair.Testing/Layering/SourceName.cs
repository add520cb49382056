using Mono.Cecil;

namespace LogPair.Testing.Layering;

/// <summary>Names as the source has them, not as the compiler makes them of lambdas and async methods.</summary>
internal static class SourceName
{
    /// <summary>For example <c>LineFramer.Read</c>, also for a lambda within <c>Read</c>.</summary>
    public static string Of(MethodDefinition method)
    {
        var names = TypesAround(method.DeclaringType).Select(t => t.Name).Prepend(method.Name);
        var written = names.Select(WrittenWithin).FirstOrDefault(n => n is not null);
        return $"{Of(method.DeclaringType)}.{written ?? Plain(method)}";
    }

    /// <summary>For example <c>LineFramer</c> or <c>LineFramer.Log</c>.</summary>
    public static string Of(TypeDefinition type)
    {
        var names = TypesAround(type).Where(t => !t.Name.StartsWith('<')).Select(t => t.Name.Split('`')[0]);
        return string.Join('.', names.Reverse());
    }

    private static string Plain(MethodDefinition method)
    {
        if (method.IsConstructor) return "ctor";
        var isAccessor = method.IsGetter || method.IsSetter || method.IsAddOn || method.IsRemoveOn;
        return isAccessor ? method.Name[(method.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] : method.Name;
    }

    // <Read>b__0, <Read>g__Local|0 and <ReadAsync>d__1 come from Read; <>c from nothing
    private static string? WrittenWithin(string name)
    {
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : null;
    }

    private static IEnumerable<TypeDefinition> TypesAround(TypeDefinition? type)
    {
        for (; type is not null; type = type.DeclaringType) yield return type;
    }
}
