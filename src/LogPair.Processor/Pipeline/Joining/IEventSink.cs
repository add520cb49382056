namespace LogPair.Processor.Pipeline.Joining;

/// <summary>Takes events that are complete, each once.</summary>
internal interface IEventSink
{
    void Take(scoped in JoinedEvent joined);
}
