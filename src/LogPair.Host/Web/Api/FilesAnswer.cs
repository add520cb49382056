using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Web.Api;

/// <summary>The answer of <c>/api/v1/files</c>.</summary>
/// <param name="Total">Files that something is known of.</param>
/// <param name="Matching">Those among them that were asked for.</param>
/// <param name="Files">A page of these.</param>
internal sealed record FilesAnswer(int Total, int Matching, IReadOnlyList<FileView> Files);
