using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Committing;

namespace LogPair.Processor.Pipeline;

/// <summary>What whoever serves the metrics has to say about it, among the metrics.</summary>
internal interface IPortReport
{
    /// <summary>Null where nothing is configured.</summary>
    PortHealth? Health { get; }

    /// <summary>How often it refused for this reason since it was last asked.</summary>
    long TakeRefusals(PortRefusal reason);
}
