using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads a rules file whole: checks everything, reports every error, compiles the expressions.</summary>
internal static class RulesLoader
{
    /// <summary>Sections of a rules file.</summary>
    public static readonly IReadOnlyList<string> Keys = ["inputs", "labels", "metrics", "limits", "settings"];

    /// <param name="fileName">For messages.</param>
    /// <param name="yaml">Content of the file. Without metrics, the built-in ones apply.</param>
    /// <param name="variable">Answers for environment variables; null if there are none.</param>
    public static RulesLoadResult Load(string fileName, string yaml, Func<string, string?>? variable = null)
    {
        var file = new RulesFile(fileName, yaml, variable);
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
        var limit = LimitsReader.Read(Section(nodes, "limits"), file);
        var common = LabelsReader.Read(Section(nodes, "labels"), [], file);
        if (Section(nodes, "metrics") is not { } metrics)
        {
            var builtIn = common.Count == 0 ? RuleSet.BuiltIn : BuiltInRules.Load(file, common);
            return Result(file, new RuleSet(builtIn.Metrics, inputs, builtIn.Fields, limit), result);
        }

        var rules = new MetricReader(file, common).ReadAll(metrics);
        LimitsReader.WarnOfInitialSeries(rules, limit, metrics.Position, file);
        return Result(file, new RuleSet(rules, inputs, file.Fields, limit), result);
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
