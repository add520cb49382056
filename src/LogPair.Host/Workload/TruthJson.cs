using System.Text.Json.Serialization;

namespace LogPair.Host.Workload;

/// <summary>Generated code that writes and reads the truth without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Truth))]
internal sealed partial class TruthJson : JsonSerializerContext;
