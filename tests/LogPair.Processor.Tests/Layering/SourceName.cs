using Mono.Cecil;

namespace LogPair.Processor.Tests.Layering;

/// <summary>Names as the source has them, without what the compiler makes of lambdas, iterators and async methods.</summary>
internal static class SourceName
{
    /// <summary>For example <c>LineFramer.Read</c>, also for a lambda within <c>Read</c>.</summary>
    public static string Of(MethodDefinition method)
    {
        var written = WrittenWithin(method.Name) ?? TypesAround(method.DeclaringType).Select(t => WrittenWithin(t.Name)).FirstOrDefault(n => n is not null);
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
        return method.IsSpecialName && method.Name.Split('_', 2) is ["get" or "set" or "add" or "remove", var member] ? member : method.Name;
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
