namespace LogPair.Host.Web.Api;

/// <summary>A line that counts for nothing.</summary>
/// <param name="Reason">Why: <c>unmatched</c>, or the reason in logpair_unparsed_lines_total.</param>
/// <param name="Segment">The file that it stands in, as it was called.</param>
/// <param name="Line">Its beginning, at most 1,024 bytes; bytes that are not UTF-8 replaced.</param>
internal sealed record SampledLine(string Reason, string Segment, string Line);
