using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Host.Web.Access;

/// <summary>How often somebody was not served, by reason, since it was last booked.</summary>
internal sealed class RefusalCounts
{
    private readonly long[] _counts = new long[Enum.GetValues<PortRefusal>().Length];

    public void Add(PortRefusal reason) => Interlocked.Increment(ref _counts[(int)reason]);

    public long Take(PortRefusal reason) => Interlocked.Exchange(ref _counts[(int)reason], 0);
}
