using LogPair.Host.Series;

namespace LogPair.Host.RuleTests;

/// <summary>One series with the value that it must have.</summary>
/// <param name="Sample">As the test file writes it.</param>
/// <param name="Line">Where, from 1.</param>
internal readonly record struct ExpectedSeries(SampleLine Sample, int Line);
