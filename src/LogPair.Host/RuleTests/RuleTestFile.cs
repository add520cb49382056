using LogPair.Host.Configuration;

namespace LogPair.Host.RuleTests;

/// <summary>A test file, checked whole, with the rules that it tests.</summary>
internal sealed record RuleTestFile(string Path, LoadedConfiguration Configuration, IReadOnlyList<RuleTest> Tests);
