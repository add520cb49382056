using LogPair.Processor.Rules;

namespace LogPair.Host.Demo;

/// <summary>The rules file that the executable carries for its demo.</summary>
internal static class DemoRules
{
    private const string FileName = "demo-rules.yaml";

    public static string Yaml
    {
        get
        {
            using var stream = typeof(DemoRules).Assembly.GetManifestResourceStream(FileName)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <exception cref="InvalidOperationException">The file is wrong, which a test rules out.</exception>
    public static RuleSet Load()
    {
        var result = RulesLoader.Load(FileName, Yaml);
        return result.Rules ?? throw new InvalidOperationException(string.Join('\n', result.Errors));
    }
}
