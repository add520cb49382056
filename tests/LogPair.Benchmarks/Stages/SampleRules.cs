using LogPair.Processor.Rules;

namespace LogPair.Benchmarks.Stages;

/// <summary>The rules that the whole-process benchmark runs with.</summary>
internal static class SampleRules
{
    public static RuleSet Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "rules", "clef.yaml");
        var loaded = RulesLoader.Load(file, File.ReadAllText(file));
        return loaded.Rules ?? throw new InvalidDataException(string.Join('\n', loaded.Errors));
    }
}
