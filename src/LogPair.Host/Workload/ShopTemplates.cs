using Serilog.Events;
using Serilog.Parsing;

namespace LogPair.Host.Workload;

/// <summary>Message templates of the shop: its event types.</summary>
internal static class ShopTemplates
{
    /// <summary>As Serilog's request logging for ASP.NET Core words it.</summary>
    public static readonly MessageTemplate Request =
        Parse("HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed} ms");

    public static readonly MessageTemplate RequestFailed =
        Parse("HTTP {RequestMethod} {RequestPath} failed with an unhandled exception: responded {StatusCode} in {Elapsed} ms");

    public static readonly MessageTemplate OrderPlaced =
        Parse("Order {OrderId} placed by customer {CustomerId}: {Items} items, {Total} EUR");

    public static readonly MessageTemplate OrderPaid = Parse("Order {OrderId} paid with {PaymentMethod}");

    public static readonly MessageTemplate OrderShipped = Parse("Order {OrderId} shipped with {Carrier}");

    public static readonly MessageTemplate PaymentDeclined = Parse("Payment of order {OrderId} declined: {Reason}");

    public static readonly MessageTemplate StockLow = Parse("Stock of product {ProductId} is low: {Remaining} left");

    public static readonly MessageTemplate CacheMissed = Parse("Cache missed for {CacheKey}, loaded in {LoadMs} ms");

    private static MessageTemplate Parse(string text) => new MessageTemplateParser().Parse(text);
}
