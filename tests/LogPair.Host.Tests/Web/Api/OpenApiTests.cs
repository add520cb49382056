using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LogPair.Host.Commands;
using LogPair.Testing;

namespace LogPair.Host.Web.Api;

/// <summary>Holds docs/openapi.json to the code, and to what a running processor answers.</summary>
public sealed class OpenApiTests : IDisposable
{
    private const string Rules = """
        metrics:
          - name: requests_total
            type: counter
            labels: { status: Status }
            where: Status is not null
          - name: latency_seconds
            type: histogram
            value: Elapsed
            buckets: [0.1, 1]
          - name: size
            type: summary
            value: Size
        """;

    private static readonly string DocumentPath = Repository.Path("docs/openapi.json");

    private readonly TempVolume _volume = new(nameof(OpenApiTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public void ThePublishedDocumentIsTheOneThatTheCodeMakes()
    {
        var made = OpenApiDocument.Create();

        // Mend it with: LOGPAIR_UPDATE=1, and this test.
        if (Environment.GetEnvironmentVariable("LOGPAIR_UPDATE") == "1") File.WriteAllText(DocumentPath, made);
        Assert.Equal(File.ReadAllText(DocumentPath), made);
    }

    [Fact]
    public async Task ItHasThePathsThatAreAnsweredAndNoOthers()
    {
        await using var history = new ActivityHistory(new FakeMetricsSource(), TimeProvider.System);

        var api = new ApiEndpoints(new FakeMetricsSource(), history, TimeProvider.System);

        Assert.Equal(api.Paths.Order(), ApiPath.All.Select(path => path.Path).Order());
    }

    [Fact]
    public async Task EveryAnswerOfARunningProcessorIsAsItSays()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        File.WriteAllLines(_volume["logs/app.log"],
        [
            """{"Status":200,"Elapsed":0.2,"Size":7}""", """{"Status":500,"Elapsed":1e400}""", """{"other":1}""", "no JSON",
        ]);
        await UntilAsync(sidecar, "/api/v1/status", answer => answer["lines"]!.GetValue<long>() == 4);
        await UntilAsync(sidecar, "/api/v1/history", answer => answer["samples"]!.AsArray().Count > 0);
        var document = JsonNode.Parse(await File.ReadAllTextAsync(DocumentPath, Cancel))!;

        string[] asked =
        [
            "/api/v1/status", "/api/v1/history", "/api/v1/files?filter=APP&sort=-lines", "/api/v1/losses", "/api/v1/rules",
            "/api/v1/series?metric=requests_total", "/api/v1/series?metric=latency_seconds", "/api/v1/series?metric=size",
            "/api/v1/lines", "/api/v1/try?expression=Status+*+2", "/api/v1/try?expression=Status+*+", "/api/v1/configuration",
        ];
        Assert.Equal(
            ApiPath.All.Where(path => !path.IsEvents).Select(path => path.Path).Order(),
            asked.Select(path => path.Split('?')[0]).Distinct().Order());
        foreach (var path in asked)
        {
            var answer = await sidecar.Client.GetStringAsync(sidecar.At(path), Cancel);
            var operation = document["paths"]![path.Split('?')[0]]!["get"]!;
            var reference = $"{operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]}";
            var schema = JsonSchema.FromText(document["components"]!["schemas"]![reference.Split('/')[^1]]!.ToJsonString());
            using var parsed = JsonDocument.Parse(answer);
            var result = schema.Evaluate(parsed.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(result.IsValid, $"{path}: {answer}\n{Problems(result)}");
        }
    }

    [Theory]
    [InlineData("/api/v1/files?sort=colour", HttpStatusCode.BadRequest, "sort must be one of")]
    [InlineData("/api/v1/files?limit=1001", HttpStatusCode.BadRequest, "limit must be")]
    [InlineData("/api/v1/files?offset=-1", HttpStatusCode.BadRequest, "offset must be")]
    [InlineData("/api/v1/series?metric=none", HttpStatusCode.NotFound, "no metric of that name")]
    [InlineData("/api/v1/series", HttpStatusCode.NotFound, "no metric of that name")]
    [InlineData("/api/v1/try", HttpStatusCode.BadRequest, "must not be empty")]
    [InlineData("/api/v1/try?expression=x&lines=all", HttpStatusCode.BadRequest, "unmatched or unparsed")]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "Not found")]
    public async Task WhatIsAskedWronglyIsAnsweredWithWhatIsWrong(string path, HttpStatusCode status, string words)
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);

        using var response = await sidecar.Client.GetAsync(sidecar.At(path), Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Sidecar sidecar, string path, Predicate<JsonNode> isRight)
    {
        while (!isRight(JsonNode.Parse(await sidecar.Client.GetStringAsync(sidecar.At(path), Cancel))!)) Cancel.ThrowIfCancellationRequested();
    }

    private static string Problems(EvaluationResults result) => string.Join(
        '\n', (result.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")));
}
