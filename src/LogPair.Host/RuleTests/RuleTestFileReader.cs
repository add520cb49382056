using LogPair.Host.Configuration;
using LogPair.Processor.Rules;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Host.RuleTests;

/// <summary>Reads a test file and the rules file that it names.</summary>
internal static class RuleTestFileReader
{
    private static readonly string[] Keys = ["rules", "tests"];

    /// <param name="path">As the user named it.</param>
    /// <param name="problems">Gets every error of both files, one line each.</param>
    /// <returns>Null if there are errors.</returns>
    public static RuleTestFile? Read(string path, List<string> problems)
    {
        string yaml;
        try
        {
            yaml = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: cannot read it: {exception.Message.TrimEnd('.')}. Check the path, and that this user may read it.");
            return null;
        }

        var file = new RulesFile(path, yaml);
        var (rules, tests) = Read(path, yaml, file);
        problems.AddRange(file.Errors.Select(error => error.ToString()));
        if (rules is null) return null;

        var configuration = Load(rules);
        problems.AddRange(configuration.Problems);
        return file.Errors.Count + configuration.Problems.Count == 0 ? new RuleTestFile(path, configuration, tests) : null;
    }

    /// <returns>The path of the rules, null if there is none, and what tests there are.</returns>
    private static (string? Rules, IReadOnlyList<RuleTest> Tests) Read(string path, string yaml, RulesFile file)
    {
        var syntax = new List<YamlProblem>();
        var root = YamlReader.Read(yaml, syntax);
        foreach (var problem in syntax) file.Error(problem.Position, problem.Message, problem.Hint);
        if (root is null && syntax.Count > 0) return (null, []);
        if (root is null or YamlScalar { IsNull: true })
        {
            file.Error(new YamlPosition(1, 1), "the file is empty", "A test file has rules: with the path of a rules file, and tests:.");
            return (null, []);
        }

        if (file.Mapping(root, "a test file") is not { } mapping) return (null, []);

        var directory = Path.GetDirectoryName(path) ?? "";
        var nodes = new KeyedNodes(mapping, Keys, file);
        return (Rules(nodes["rules"], mapping, directory, file), Tests(nodes["tests"], mapping, new RuleTestReader(file, yaml, directory), file));
    }

    private static string? Rules(YamlNode? node, YamlMapping mapping, string directory, RulesFile file)
    {
        if (node is not null) return file.Text(node, "rules") is { } path ? Path.Combine(directory, path) : null;

        file.Error(mapping.Position, "rules is missing", "Give the path of the rules file, relative to this file.");
        return null;
    }

    private static List<RuleTest> Tests(YamlNode? node, YamlMapping mapping, RuleTestReader reader, RulesFile file)
    {
        if (node is null or YamlList { Items.Count: 0 })
        {
            file.Error(node?.Position ?? mapping.Position, "there are no tests", "Add tests: with a list of them.");
            return [];
        }

        return [.. file.Items(node, "tests").Select(reader.Read).OfType<RuleTest>()];
    }

    // As "check" reads it: what is set for a running processor has no part in a test.
    private static LoadedConfiguration Load(string rules) => ConfigurationLoader.Load(
        new Dictionary<string, string> { [SettingTable.Config.Flag] = rules }, variable: _ => null);
}
