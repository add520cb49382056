using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/rules</c>.</summary>
/// <param name="Metrics">In the order of the rules file.</param>
/// <param name="Series">Of all of them.</param>
/// <param name="MaxSeries">Most that they may have together.</param>
internal sealed record RulesAnswer(IReadOnlyList<RuleView> Metrics, int Series, int MaxSeries);
