namespace LogPair.Host.Web.Api;

/// <summary>A parameter of the query of an <see cref="ApiPath"/>.</summary>
/// <param name="Name">Of the parameter.</param>
/// <param name="Description">What it says.</param>
/// <param name="Type">In JSON Schema's words.</param>
internal sealed record ApiParameter(string Name, string Description, string Type)
{
    public bool IsRequired { get; init; }
}
