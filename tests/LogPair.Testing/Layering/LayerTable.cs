using Mono.Cecil;

namespace LogPair.Testing.Layering;

/// <summary>The stages of an assembly in the order of the data, and what each must know nothing of.</summary>
/// <param name="root">The namespace that holds the stages.</param>
/// <param name="stages">Earliest first.</param>
/// <param name="nobodyKnows">What no stage may use.</param>
internal sealed class LayerTable(string root, IReadOnlyList<Stage> stages, IReadOnlyList<Subject> nobodyKnows)
{
    /// <summary>One sentence for each use that the table forbids.</summary>
    public IReadOnlyList<string> Violations(ModuleDefinition module)
    {
        return [.. UseFinder.Find(module).SelectMany(Judge).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Stages that have at least one type.</summary>
    public IEnumerable<string> StagesIn(ModuleDefinition module)
    {
        var found = module.Types.Select(t => StageIndex(t.Namespace)).Where(i => i >= 0).Distinct();
        return found.Order().Select(i => stages[i].Name);
    }

    /// <summary>Types under the root that belong to no stage.</summary>
    public IEnumerable<string> Homeless(ModuleDefinition module) =>
        from type in module.Types
        where $"{type.Namespace}.".StartsWith($"{root}.", StringComparison.Ordinal) && StageIndex(type.Namespace) < 0
        select type.FullName;

    private IEnumerable<string> Judge(Use use)
    {
        var index = StageIndex(use.Namespace);
        if (index < 0) yield break;

        var stage = stages[index];
        var user = $"{use.Namespace[(root.Length + 1)..]}.{use.User}";
        foreach (var subject in stage.KnowsNothingOf.Concat(nobodyKnows).Where(s => s.Covers(use)))
        {
            yield return $"{user} uses {Describe(use)}: {stage.Name} knows no {subject.Name}";
        }

        if (StageIndex(use.UsedNamespace) > index)
        {
            yield return $"{user} uses {use.UsedType}: {stage.Name} knows no later stage";
        }
    }

    private static string Describe(Use use) =>
        use.UsedMember.Length == 0 ? use.UsedType : $"{use.UsedType}.{use.UsedMember}";

    private int StageIndex(string @namespace)
    {
        for (var i = 0; i < stages.Count; i++)
        {
            if ($"{@namespace}.".StartsWith($"{root}.{stages[i].Name}.", StringComparison.Ordinal)) return i;
        }

        return -1;
    }
}
