namespace LogPair.Host.Workload;

/// <summary>Names of the properties that the truth, and the demo's rules, look at.</summary>
internal static class ShopProperty
{
    public const string Method = "RequestMethod";
    public const string Status = "StatusCode";

    /// <summary>Milliseconds.</summary>
    public const string Elapsed = "Elapsed";

    /// <summary>With the ids of the one request; the rules fold them.</summary>
    public const string RequestPath = "RequestPath";

    /// <summary>placed, paid or shipped; not part of the message.</summary>
    public const string OrderState = "OrderState";

    /// <summary>EUR, two decimals; on placed orders only.</summary>
    public const string Total = "Total";
}
