namespace LogPair.Processor.Tests;

/// <summary>Tests that measure the memory of the whole process, so that no others may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
