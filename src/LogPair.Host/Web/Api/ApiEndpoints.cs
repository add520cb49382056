using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LogPair.Processor.Pipeline.Inspection;
using Microsoft.AspNetCore.Http;

namespace LogPair.Host.Web.Api;

/// <summary>Answers <c>/api/v1/…</c>: what the page and <c>logpair top</c> show, as JSON. Described in docs/openapi.json.</summary>
internal sealed class ApiEndpoints
{
    private const string EventsPath = "/api/v1/events";
    private const int HeaviestValues = 10;
    private const int MostHeaviestValues = 100;
    private const string Json = "application/json; charset=utf-8";

    private static readonly string[] FileSorts = ["-lag", "path", "size", "offset", "lines", "event", "state", "format"];
    private static readonly string[] SeriesSorts = ["-value", "labels"];

    private readonly IInspectedSource _source;
    private readonly Dictionary<string, Func<HttpContext, Task>> _answers;

    public ApiEndpoints(IInspectedSource source, ActivityHistory history, TimeProvider time)
    {
        _source = source;
        var events = new StatusEvents(source, time);
        _answers = new Dictionary<string, Func<HttpContext, Task>>(StringComparer.Ordinal)
        {
            ["/api/v1/status"] =
                http => AnswerAsync(http, StatusReport.Of(source, time.GetUtcNow()), ApiJson.Default.StatusAnswer),
            [EventsPath] = events.AnswerAsync,
            ["/api/v1/history"] = http => AnswerAsync(http, history.Answer(), ApiJson.Default.HistoryAnswer),
            ["/api/v1/files"] = AnswerFilesAsync,
            ["/api/v1/losses"] = http => AnswerAsync(http, source.Inspector.Trouble(), ApiJson.Default.TroubleView),
            ["/api/v1/rules"] = http => AnswerAsync(http, Rules(), ApiJson.Default.RulesAnswer),
            ["/api/v1/series"] = AnswerSeriesAsync,
            ["/api/v1/lines"] = http => AnswerAsync(http, LinesAnswer.Of(source.Samples), ApiJson.Default.LinesAnswer),
            ["/api/v1/try"] = AnswerTrialAsync,
            ["/api/v1/configuration"] = http => source.Configuration is { } configuration
                ? AnswerAsync(http, configuration, ApiJson.Default.ConfigurationReport)
                : RefuseAsync(http, StatusCodes.Status404NotFound, "There is no configuration here."),
        };
    }

    /// <summary>Everything that is answered.</summary>
    public IReadOnlyCollection<string> Paths => _answers.Keys;

    /// <summary>Whether a request may cost more than a moment.</summary>
    public static bool IsLook(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal) && !IsStream(http);

    /// <summary>Whether a request is answered for as long as the client likes.</summary>
    public static bool IsStream(HttpContext http) => http.Request.Path.Value == EventsPath;

    /// <returns>Null if there is nothing at the path.</returns>
    public Task? TryAnswer(HttpContext http) =>
        _answers.TryGetValue(http.Request.Path.Value ?? "", out var answer) ? answer(http) : null;

    private RulesAnswer Rules()
    {
        var metrics = _source.Inspector.Rules();
        return new RulesAnswer(metrics, metrics.Sum(metric => metric.Series), _source.Inspector.MaxSeries);
    }

    private Task AnswerFilesAsync(HttpContext http)
    {
        if (Paging.TryParse(http.Request.Query, FileSorts, out var paging) is { } problem)
            return RefuseAsync(http, StatusCodes.Status400BadRequest, problem);

        var files = _source.Inspector.Files();
        var wanted = files.Where(file => paging.Wants(file.Path) || paging.Wants($"{file.State}")).ToList();
        var page = paging.Page(wanted, Key, file => file.Path);
        return AnswerAsync(http, new FilesAnswer(files.Count, wanted.Count, page), ApiJson.Default.FilesAnswer);

        static IComparable? Key(FileView file, string sort) => sort switch
        {
            "size" => file.Size,
            "offset" => file.Offset,
            "lines" => file.Lines,
            "event" => file.LastEvent,
            "state" => file.State,
            "format" => file.Format,
            "lag" => file.LagBytes,
            _ => file.Path,
        };
    }

    private Task AnswerSeriesAsync(HttpContext http)
    {
        if (Paging.TryParse(http.Request.Query, SeriesSorts, out var paging) is { } problem)
            return RefuseAsync(http, StatusCodes.Status400BadRequest, problem);

        if (!Paging.TryNumber(http.Request.Query["heaviest"].ToString(), HeaviestValues, MostHeaviestValues, out var heaviest))
            return RefuseAsync(http, StatusCodes.Status400BadRequest, $"heaviest must be a number from 0 to {MostHeaviestValues}");

        var name = http.Request.Query["metric"].ToString();
        var labels = http.Request.Query["value"];
        var found = labels.Count == 0
            ? _source.Inspector.Metric(name)
            : _source.Inspector.Metric(name, [.. labels.Select(value => value ?? "")]);
        if (found is not { } metric)
            return RefuseAsync(http, StatusCodes.Status404NotFound, "There is no metric of that name. See /api/v1/rules.");

        var wanted = metric.Series.Where(series => series.Labels.Count == 0 || series.Labels.Any(paging.Wants)).ToList();
        var page = paging.Page(
            wanted,
            (series, sort) => sort == "value" ? series.Value : string.Join('\0', series.Labels),
            series => string.Join('\0', series.Labels));
        return AnswerAsync(
            http,
            new SeriesAnswer(
                metric with { Series = page }, metric.Series.Count, wanted.Count,
                heaviest == 0 ? [] : metric.Labels(heaviest)),
            ApiJson.Default.SeriesAnswer);
    }

    private Task AnswerTrialAsync(HttpContext http)
    {
        var expression = http.Request.Query["expression"].ToString();
        if (expression.Length == 0)
            return RefuseAsync(http, StatusCodes.Status400BadRequest, "expression must not be empty");

        var samples = _source.Samples;
        var lines = http.Request.Query["lines"].ToString() switch
        {
            "unparsed" => samples?.Unparsed.Latest(),
            "" or "unmatched" => samples?.Unmatched.Latest(),
            _ => null,
        };
        if (samples is not null && lines is null)
            return RefuseAsync(http, StatusCodes.Status400BadRequest, "lines must be unmatched or unparsed");

        return AnswerAsync(http, _source.Trial.Try(expression, lines ?? []), ApiJson.Default.TrialResult);
    }

    private static Task AnswerAsync<T>(HttpContext http, T answer, JsonTypeInfo<T> type) =>
        ShortAnswer.WriteAsync(http, StatusCodes.Status200OK, JsonSerializer.Serialize(answer, type) + "\n", Json);

    private static Task RefuseAsync(HttpContext http, int status, string problem) =>
        ShortAnswer.WriteAsync(http, status, problem + "\n");
}
