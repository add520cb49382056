using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/series</c>.</summary>
/// <param name="Metric">With a page of its series.</param>
/// <param name="Total">Series that the metric has.</param>
/// <param name="Matching">Those among them that were asked for.</param>
/// <param name="Labels">The heaviest values of each label, of all series; none if none are asked for.</param>
internal sealed record SeriesAnswer(MetricView Metric, int Total, int Matching, IReadOnlyList<LabelView> Labels);
