using LogPair.Host.Units;

namespace LogPair.Host.Starter;

/// <summary>What was found, and how metrics say it.</summary>
internal sealed class StarterContext
{
    private readonly FieldSurvey _survey;
    private readonly bool _isWhole;

    public StarterContext(FieldSurvey survey)
    {
        _survey = survey;
        _isWhole = survey.Files.All(file => file.IsWhole);
        Records = survey.Records;
        HasTraces = survey.BuiltIn("@tr").Count > 0;
        Judgements = [.. survey.Fields.Where(each => each.Name.IsProperty).Select(FieldJudgement.Of)];
        Http = HttpFields.Find(Judgements, Records);
    }

    public long Records { get; }

    /// <summary>Whether any record has a trace id.</summary>
    public bool HasTraces { get; }

    /// <summary>What each property is good for.</summary>
    public IReadOnlyList<FieldJudgement> Judgements { get; }

    /// <summary>Null if this is no log of requests.</summary>
    public HttpFields? Http { get; }

    public StarterNames Names { get; } = new();

    public FieldStatistics BuiltIn(string name) => _survey.BuiltIn(name);

    /// <summary>Properties of a role, in the order in which they were seen.</summary>
    public IEnumerable<FieldStatistics> Of(FieldRole role) =>
        Judgements.Where(each => each.Role == role).Select(each => each.Field);

    /// <summary>The condition that a record has the field; null if every record does.</summary>
    /// <remarks>What was not read may have records without it.</remarks>
    public string? WhereOf(FieldStatistics seen) =>
        seen.Count == Records && _isWhole ? null : $"{seen.Name.Expression} is not null";

    /// <summary>A label that reads the field as it is.</summary>
    public StarterLabel Label(string name, FieldStatistics seen)
    {
        var isAlways = seen.Count == Records || (Http is { } http && ReferenceEquals(seen, http.Mark));
        var values = SeenText.Values(seen, Records) + ".";
        return new StarterLabel(name, seen.Name.Expression, isAlways ? null : "none", seen.Distinct, values);
    }

    /// <summary>All properties that could be labels beside others.</summary>
    public IReadOnlyList<StarterLabel> Categories(IEnumerable<StarterLabel> others)
    {
        var taken = others.Select(label => label.Name).ToList();
        var labels = new List<StarterLabel>();
        foreach (var category in Of(FieldRole.Category))
        {
            var name = StarterNames.Label(category.Name, taken);
            taken.Add(name);
            labels.Add(Label(name, category));
        }

        return labels;
    }

    /// <summary>The smallest, the greatest and the middle value, in words.</summary>
    public static string Range(FieldStatistics seen)
    {
        var least = SeenText.Number(seen.Least);
        var greatest = SeenText.Number(seen.Greatest);
        var middle = SeenText.About(seen.Quantile(0.5));
        return $"From {least} to {greatest}, half of them up to about {middle}, in {Quantity.Of(seen.Count, "record")}";
    }
}
