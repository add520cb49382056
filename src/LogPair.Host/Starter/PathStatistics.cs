using System.IO.Hashing;
using LogPair.Processor.Aggregation.Sketches;
using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Functions;

namespace LogPair.Host.Starter;

/// <summary>Values that are paths of URLs, and how many routes <c>Route</c> makes of them.</summary>
internal sealed class PathStatistics
{
    private readonly DistinctSketch _routes = new();
    private readonly TextScratch _scratch = new();

    public long Count { get; private set; }

    /// <summary>Different routes; exact up to 256.</summary>
    public long Routes => (long)Math.Round(_routes.Estimate());

    /// <summary>Whether <see cref="Routes"/> is no estimate.</summary>
    public bool IsExact => Routes <= DistinctSketch.MaxExact;

    public void Add(ReadOnlySpan<byte> text)
    {
        if (!IsPath(text)) return;

        Count++;
        _scratch.Clear();
        _routes.Add(XxHash3.HashToUInt64(RouteFolder.Fold(text, _scratch)));
    }

    private static bool IsPath(ReadOnlySpan<byte> text) =>
        !text.Contains((byte)' ')
        && (text.StartsWith("/"u8) || text.StartsWith("http://"u8) || text.StartsWith("https://"u8));
}
