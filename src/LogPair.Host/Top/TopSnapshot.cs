using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Top;

/// <summary>What a processor answered at one moment.</summary>
/// <param name="Status">The whole at a glance.</param>
/// <param name="Files">Those with the greatest lag, at most as many as the API gives at once.</param>
/// <param name="Rules">The metrics of the rules.</param>
/// <param name="Trouble">What did not go as it should.</param>
internal sealed record TopSnapshot(StatusAnswer Status, FilesAnswer Files, RulesAnswer Rules, TroubleView Trouble);
