using Mono.Cecil;

namespace LogPair.Testing.Layering;

/// <summary>Finds namespaces that need each other in a circle.</summary>
internal static class NamespaceCycle
{
    /// <returns>For example <c>A uses B (A.X.Run uses B.Y); B uses A (…)</c>; null when there is none.</returns>
    public static string? Find(ModuleDefinition module, string root)
    {
        var edges = UseFinder.Find(module)
            .Where(u => IsOurs(u.Namespace) && IsOurs(u.UsedNamespace) && u.Namespace != u.UsedNamespace)
            .GroupBy(u => u.Namespace)
            .ToDictionary(g => g.Key, g => g.DistinctBy(u => u.UsedNamespace).ToList());

        return edges.Keys.Select(start => PathBack(edges, start)).FirstOrDefault(p => p is not null);

        bool IsOurs(string @namespace) => $"{@namespace}.".StartsWith($"{root}.", StringComparison.Ordinal);
    }

    /// <summary>Breadth first, so that the shortest circle is shown.</summary>
    private static string? PathBack(Dictionary<string, List<Use>> edges, string start)
    {
        var seen = new HashSet<string>();
        var paths = new Queue<List<Use>>(edges[start].Select(u => new List<Use> { u }));
        while (paths.TryDequeue(out var path))
        {
            var reached = path[^1].UsedNamespace;
            if (reached == start) return string.Join("; ", path.Select(Describe));
            if (!seen.Add(reached) || !edges.TryGetValue(reached, out var next)) continue;

            foreach (var use in next) paths.Enqueue([.. path, use]);
        }

        return null;
    }

    private static string Describe(Use use) =>
        $"{use.Namespace} uses {use.UsedNamespace} ({use.User} uses {use.UsedType})";
}
