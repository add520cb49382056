namespace LogPair.Processor.Pipeline.Consumption;

/// <summary>Whether everything that was on the volume is read and durable.</summary>
/// <param name="IsConsumed">A torn last line, without its line feed, is not counted and does not matter here.</param>
/// <param name="Reason">Why not, in words for a person; null if it is.</param>
internal sealed record ConsumedAnswer(bool IsConsumed, string? Reason)
{
    public static ConsumedAnswer Yes { get; } = new(IsConsumed: true, Reason: null);

    public static ConsumedAnswer No(string reason) => new(IsConsumed: false, reason);
}
