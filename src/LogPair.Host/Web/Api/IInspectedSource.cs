using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Web.Api;

/// <summary>What people are shown: the processor that is at work, and its configuration.</summary>
internal interface IInspectedSource
{
    /// <summary>An immutable snapshot.</summary>
    ProcessorStatus Status { get; }

    Inspector Inspector { get; }

    ExpressionTrial Trial { get; }

    /// <summary>Some of the latest lines that count for nothing; null if none are kept.</summary>
    SampledLines? Samples { get; }

    /// <summary>An immutable snapshot; null where there is no configuration.</summary>
    ConfigurationReport? Configuration { get; }
}
