using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads a rules file whole: checks everything, reports every error, compiles the expressions.</summary>
internal static class RulesLoader
{
    /// <summary>Sections of a rules file.</summary>
    public static readonly IReadOnlyList<string> Keys = ["inputs", "metrics", "settings"];

    /// <param name="fileName">For messages.</param>
    /// <param name="yaml">Content of the file. Without metrics, the built-in ones apply.</param>
    public static RulesLoadResult Load(string fileName, string yaml)
    {
        var file = new RulesFile(fileName, yaml);
        var problems = new List<YamlProblem>();
        var root = YamlReader.Read(yaml, problems);
        foreach (var problem in problems) file.Error(problem.Position, problem.Message, problem.Hint);
        if (root is null or YamlScalar { IsNull: true }) return Result(file, RuleSet.BuiltIn, new RulesLoadResult());

        if (file.Mapping(root, "a rules file") is not { } mapping) return new RulesLoadResult { Errors = file.Errors };

        var nodes = new KeyedNodes(mapping, Keys, file);
        var result = new RulesLoadResult
        {
            Settings = Section(nodes, "settings") is { } settings
                ? SettingsReader.Read(settings, file)
                : new Dictionary<string, SettingScalar>(),
        };
        var inputs = Section(nodes, "inputs") is { } list ? InputsReader.ReadAll(list, file) : [];
        if (Section(nodes, "metrics") is not { } metrics)
        {
            return Result(file, new RuleSet(RuleSet.BuiltIn.Metrics, inputs, RuleSet.BuiltIn.Fields), result);
        }

        return Result(file, new RuleSet(new MetricReader(file).ReadAll(metrics), inputs, file.Fields), result);
    }

    // A section whose content is commented out is as good as absent.
    private static YamlNode? Section(KeyedNodes nodes, string key) =>
        nodes[key] is { } node and not YamlScalar { IsNull: true } ? node : null;

    private static RulesLoadResult Result(RulesFile file, RuleSet rules, RulesLoadResult result) => result with
    {
        Rules = file.Errors.Count == 0 ? rules : null,
        Errors = file.Errors,
        Warnings = file.Warnings,
    };
}
