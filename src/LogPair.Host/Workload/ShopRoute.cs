using System.Globalization;

namespace LogPair.Host.Workload;

/// <summary>One endpoint of the shop.</summary>
/// <param name="Template">
/// As it is declared; <c>{n}</c> stands for a number that differs from request to request.
/// </param>
/// <param name="Weight">Share of the requests, relative to the other routes.</param>
/// <param name="MedianMs">Median latency.</param>
/// <param name="SuccessStatus">What it answers when all is well.</param>
internal sealed record ShopRoute(string Method, string Template, int Weight, double MedianMs, int SuccessStatus)
{
    /// <summary>The checkout also places, pays and ships orders.</summary>
    public const string CheckoutTemplate = "/checkout";

    private const string Number = "{n}";

    public static readonly IReadOnlyList<ShopRoute> All =
    [
        new("GET", "/", 14, 6, 200),
        new("GET", "/products", 20, 14, 200),
        new("GET", "/products/{n}", 26, 9, 200),
        new("GET", "/search", 10, 38, 200),
        new("POST", "/cart/items", 10, 17, 201),
        new("DELETE", "/cart/items/{n}", 3, 12, 204),
        new("PUT", "/cart/items/{n}", 3, 15, 200),
        new("POST", CheckoutTemplate, 8, 120, 201),
        new("GET", "/orders/{n}", 6, 11, 200),
    ];

    public static readonly int TotalWeight = All.Sum(route => route.Weight);

    /// <summary>Whether its path differs from request to request, so that there may be nothing behind it.</summary>
    public bool HasNumber => Template.EndsWith(Number, StringComparison.Ordinal);

    /// <summary>The path of one request.</summary>
    public string Path(int id) =>
        Template.Replace(Number, id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The template that a path of the shop was made from.</summary>
    public static string TemplateOf(string path)
    {
        var last = path.LastIndexOf('/') + 1;
        return last < path.Length && path.AsSpan(last).IndexOfAnyExceptInRange('0', '9') < 0 ? path[..last] + Number : path;
    }
}
