namespace LogPair.Host.Starter;

/// <summary>What says that a log is one of requests.</summary>
/// <param name="Status">Null if there is none.</param>
/// <param name="Method">Null if there is none.</param>
/// <param name="Path">The one with the fewest values; null if there is none.</param>
internal sealed record HttpFields(FieldStatistics? Status, FieldStatistics? Method, FieldStatistics? Path)
{
    // Less is some other log that mentions a request now and then.
    private const double LeastShare = 0.02;

    /// <summary>The field that every request has.</summary>
    public FieldStatistics Mark => Status ?? Method!;

    /// <returns>Null if it is no log of requests.</returns>
    public static HttpFields? Find(IReadOnlyList<FieldJudgement> judgements, long records)
    {
        var status = Best(judgements, FieldRole.Status);
        var method = Best(judgements, FieldRole.Method);
        if (status is null && method is null) return null;

        var mark = status ?? method!;
        if (mark.Count < records * LeastShare) return null;

        var path = judgements
            .Where(each => each.Role == FieldRole.Path && each.Field.Count * 2 >= mark.Count)
            .Select(each => each.Field)
            .MinBy(each => (each.Paths.Routes, each.Distinct));
        return IsRequests(status, method, path, records) ? new HttpFields(status, method, path) : null;
    }

    // A status alone may be that of anything, unless its name or its share says more.
    private static bool IsRequests(
        FieldStatistics? status, FieldStatistics? method, FieldStatistics? path, long records)
    {
        if (status is null) return path is not null;

        return method is not null || path is not null || status.Count * 2 >= records
            || NameWords.Of(status.Name.Text).Has("http", "code", "statuscode", "response");
    }

    private static FieldStatistics? Best(IEnumerable<FieldJudgement> judgements, FieldRole role) => judgements
        .Where(each => each.Role == role)
        .Select(each => each.Field)
        .MaxBy(each => each.Count);
}
