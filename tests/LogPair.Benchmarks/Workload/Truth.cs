using System.Text.Json;

namespace LogPair.Benchmarks.Workload;

/// <summary>What a made file contains, counted while it was written and not by reading it.</summary>
internal sealed record Truth
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required ulong Seed { get; init; }

    public required long Bytes { get; init; }

    public required long Lines { get; init; }

    /// <summary>Lines by <c>RequestMethod</c> and <c>StatusCode</c>.</summary>
    public required IReadOnlyList<RequestCount> Requests { get; init; }

    /// <summary>Lines by <c>@l</c>; one that is left out is <c>Information</c>.</summary>
    public required IReadOnlyDictionary<string, long> Levels { get; init; }

    /// <summary>Upper bounds in seconds, without +Inf.</summary>
    public required IReadOnlyList<double> Bounds { get; init; }

    /// <summary><c>Elapsed / 1000</c> by <c>RequestMethod</c>, of the lines that have both.</summary>
    public required IReadOnlyList<DurationCount> Durations { get; init; }

    public static string PathFor(string file) => file + ".truth.json";

    public static Truth Read(string path)
    {
        return JsonSerializer.Deserialize<Truth>(File.ReadAllBytes(path), Json)
            ?? throw new InvalidDataException($"{path} holds no truth. Make the file again.");
    }

    public void Write(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
