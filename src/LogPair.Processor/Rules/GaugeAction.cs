namespace LogPair.Processor.Rules;

/// <summary>What a gauge does with a measurement.</summary>
internal enum GaugeAction
{
    /// <summary>Shows it, unless it shows one of a later event.</summary>
    Set,

    /// <summary>Adds it to what it shows.</summary>
    Add,

    /// <summary>Shows it if it is smaller than all before.</summary>
    Min,

    /// <summary>Shows it if it is greater than all before.</summary>
    Max,
}
