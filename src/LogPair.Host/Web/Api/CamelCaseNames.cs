using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPair.Host.Web.Api;

/// <summary>Writes <c>CatchingUp</c> as <c>catchingUp</c>.</summary>
internal sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
