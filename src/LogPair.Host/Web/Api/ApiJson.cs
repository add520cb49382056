using System.Text.Json.Serialization;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Web.Api;

/// <summary>Generated code that writes and reads the answers without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(CamelCaseNames<ProcessorState>), typeof(CamelCaseNames<FileState>), typeof(CamelCaseNames<FindingLevel>)])]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(FilesAnswer))]
[JsonSerializable(typeof(RulesAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(LinesAnswer))]
[JsonSerializable(typeof(TroubleView))]
[JsonSerializable(typeof(TrialResult))]
[JsonSerializable(typeof(ConfigurationReport))]
[JsonSerializable(typeof(HistoryAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
