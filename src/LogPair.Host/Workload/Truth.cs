using System.Text.Json;

namespace LogPair.Host.Workload;

/// <summary>What a workload really wrote, so that anyone can compare it with the counters.</summary>
/// <remarks>Its JSON is an interface: field names stay, new ones may be added.</remarks>
internal sealed record Truth
{
    /// <summary>Seed of the workload: the same command with it writes the same events.</summary>
    public required int Seed { get; init; }

    /// <summary>Lines written.</summary>
    public required long Events { get; init; }

    /// <summary>Events that the generator refused; none of the other numbers contains them.</summary>
    public required long Dropped { get; init; }

    /// <summary>By message template.</summary>
    public required IReadOnlyDictionary<string, long> EventsByTemplate { get; init; }

    /// <summary>By Serilog's name of the level.</summary>
    public required IReadOnlyDictionary<string, long> EventsByLevel { get; init; }

    /// <summary>By full name of the outermost exception's type.</summary>
    public required IReadOnlyDictionary<string, long> ExceptionsByType { get; init; }

    public required IReadOnlyList<RequestCount> Requests { get; init; }

    /// <summary>Seconds, of all requests.</summary>
    public required LatencyTruth Latency { get; init; }

    /// <summary>Seconds, by route template.</summary>
    public required IReadOnlyDictionary<string, LatencyTruth> LatencyByRoute { get; init; }

    /// <summary>By state: placed, paid, shipped.</summary>
    public required IReadOnlyDictionary<string, long> OrdersByState { get; init; }

    /// <summary>EUR, exact.</summary>
    public required decimal OrderRevenue { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TruthJson.Default.Truth);

    public static Truth FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, TruthJson.Default.Truth) ?? throw new JsonException("The truth is null.");
}
