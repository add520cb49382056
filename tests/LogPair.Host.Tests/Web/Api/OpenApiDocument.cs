using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace LogPair.Host.Web.Api;

/// <summary>
/// The API as an OpenAPI 3.1 document: paths as <see cref="ApiPath"/> lists them, shapes from the types that are written,
/// descriptions from their documentation.
/// </summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Create()
    {
        var documentation = new Documentation();
        var schemas = new JsonObject();
        foreach (var type in ApiPath.All.Select(path => path.Answer).DistinctBy(type => type.Type))
            schemas[type.Type.Name] = type.GetJsonSchemaAsNode(Options(documentation));
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "LogPair",
                ["version"] = "v1",
                ["description"] = "What a running processor is doing. It is protected as /metrics is, and changes nothing. "
                    + "Values may be a little ahead of a scrape, which waits until they are durable.",
            },
            ["paths"] = new JsonObject(ApiPath.All.Select(path => KeyValuePair.Create(path.Path, (JsonNode?)Describe(path)))),
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
        return document.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Describe(ApiPath path)
    {
        var get = new JsonObject { ["summary"] = path.Summary };
        if (path.Parameters.Length > 0)
        {
            get["parameters"] = new JsonArray([.. path.Parameters.Select(parameter => new JsonObject
            {
                ["name"] = parameter.Name,
                ["in"] = "query",
                ["description"] = parameter.Description,
                ["required"] = parameter.IsRequired,
                ["schema"] = new JsonObject { ["type"] = parameter.Type },
            })]);
        }

        get["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = path.IsEvents ? "Events. The data of each is one of these." : "An answer.",
                ["content"] = new JsonObject
                {
                    [path.IsEvents ? "text/event-stream" : "application/json"] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{path.Answer.Type.Name}" },
                    },
                },
            },
            ["default"] = new JsonObject { ["description"] = "A sentence that says what is wrong, as text." },
        };
        return new JsonObject { ["get"] = get };
    }

    private static JsonSchemaExporterOptions Options(Documentation documentation) => new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
        {
            var text = context.PropertyInfo is { AttributeProvider: MemberInfo member }
                ? documentation.Of(member)
                : context.PropertyInfo is null ? documentation.Of(context.TypeInfo.Type) : null;
            if (Nullable.GetUnderlyingType(context.TypeInfo.Type) == typeof(double)) schema = Number("null");
            else if (context.TypeInfo.Type == typeof(double)) schema = Number();
            if (text is not null && schema is JsonObject described && !described.ContainsKey("$ref"))
                described.Insert(0, "description", text);
            return schema;
        },
    };

    // Numbers that JSON has no form for are text: NaN, Infinity, -Infinity.
    private static JsonObject Number(params string[] others) =>
        new() { ["type"] = new JsonArray([.. others.Prepend("string").Prepend("number").Select(type => JsonValue.Create(type))]) };
}
