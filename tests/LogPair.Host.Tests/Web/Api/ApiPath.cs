using System.Text.Json.Serialization.Metadata;

namespace LogPair.Host.Web.Api;

/// <summary>One path of the API, as docs/openapi.json describes it.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Summary">What it tells.</param>
/// <param name="Answer">What it answers, or each of its events.</param>
/// <param name="Parameters">Of the query.</param>
internal sealed record ApiPath(string Path, string Summary, JsonTypeInfo Answer, params ApiParameter[] Parameters)
{
    private static readonly ApiParameter[] Page =
    [
        new("filter", "A part of the text of what is wanted, in any letter case.", "string"),
        new("offset", "How many to leave out. Default 0.", "integer"),
        new("limit", "How many at most, up to 1,000. Default 100.", "integer"),
    ];

    public static IReadOnlyList<ApiPath> All { get; } =
    [
        new("/api/v1/status", "The whole at a glance, with its health in words.", ApiJson.Default.StatusAnswer),
        new("/api/v1/events",
            "The status each second, as server-sent events of the type status. Ends after five minutes; ask again. At most 16 at a time, 8 of one address, then 503.",
            ApiJson.Default.StatusAnswer) { IsEvents = true },
        new("/api/v1/history", "The last hour, a sample every five seconds.", ApiJson.Default.HistoryAnswer),
        new("/api/v1/files", "The files that something is known of.", ApiJson.Default.FilesAnswer,
            [
                .. Page,
                new("sort", "lag, path, size, offset, lines, event, state or format; a minus before it for the greatest first. Default -lag.", "string"),
            ]),
        new("/api/v1/losses", "Everything that did not go as it should, by reason.", ApiJson.Default.TroubleView),
        new("/api/v1/rules", "The metrics of the rules: what they matched, what they cost.", ApiJson.Default.RulesAnswer),
        new("/api/v1/series", "The series of one metric, and the heaviest values of its labels. 404 if there is no such metric.",
            ApiJson.Default.SeriesAnswer,
            [
                new("metric", "Its name.", "string") { IsRequired = true },
                .. Page,
                new("value", "Once for each label, in their order: only the series that has these values.", "string"),
                new("heaviest", "How many of the heaviest values of each label, up to 100. Default 10.", "integer"),
                new("sort", "value or labels; a minus before it for the greatest first. Default -value.", "string"),
            ]),
        new("/api/v1/lines", "Some of the latest lines that count for nothing.", ApiJson.Default.LinesAnswer),
        new("/api/v1/try", "What an expression makes of the sampled lines; of the first ones only if it takes long.", ApiJson.Default.TrialResult,
            [
                new("expression", "As in a rules file; at most 300 characters.", "string") { IsRequired = true },
                new("lines", "unmatched or unparsed. Default unmatched.", "string"),
            ]),
        new("/api/v1/configuration",
            "The configuration in force, with the source of each value, and why a newer one is not. 404 in the demo, which has none.",
            ApiJson.Default.ConfigurationReport),
    ];

    /// <summary>Whether it answers one after the other.</summary>
    public bool IsEvents { get; init; }
}
