using System.Diagnostics;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>The rules that apply without a rules file, written as one.</summary>
internal static class BuiltInRules
{
    /// <summary>Name of the resource, and of the file in the source tree.</summary>
    public const string FileName = "built-in-rules.yaml";

    public static string Yaml
    {
        get
        {
            using var stream = typeof(BuiltInRules).Assembly.GetManifestResourceStream(FileName)
                ?? throw new UnreachableException($"{FileName} is not embedded");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    public static RuleSet Load()
    {
        var result = RulesLoader.Load(FileName, Yaml);
        return result.Rules ?? throw new UnreachableException(string.Join('\n', result.Errors));
    }

    /// <summary>The rules with labels of the user's.</summary>
    /// <param name="file">Where the labels stand; gets the fields.</param>
    /// <param name="common">The labels.</param>
    public static RuleSet Load(RulesFile file, IReadOnlyList<LabelDefinition> common)
    {
        var root = (YamlMapping)YamlReader.Read(Yaml, [])!;
        var metrics = root.Entries.Single(entry => entry.Key.Value == "metrics").Value;
        return new RuleSet(new MetricReader(file, common).ReadAll(metrics), [], file.Fields);
    }
}
