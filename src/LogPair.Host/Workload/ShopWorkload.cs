using System.Diagnostics;
using Serilog.Events;

namespace LogPair.Host.Workload;

/// <summary>
/// An endless sequence of the events that a web shop logs. Equal seeds give equal sequences, whatever the speed.
/// </summary>
/// <remarks>
/// One visit of a page yields one to five events that share a trace id. Properties are scalars only: in a trimmed
/// program Serilog turns captured objects into text.
/// </remarks>
internal sealed class ShopWorkload
{
    // Spread of the latencies: with 0.7 one request in a hundred takes five times the median.
    private const double LatencySigma = 0.7;

    private static readonly string[] PaymentMethods = ["card", "paypal", "invoice", "gift card"];
    private static readonly string[] Carriers = ["DHL", "UPS", "DPD"];
    private static readonly string[] DeclineReasons = ["insufficient funds", "card expired", "limit \"daily\" reached"];

    private readonly Queue<ShopEvent> _pending = new();
    private readonly Random _random;
    private int _nextOrder = 10_000;

    public ShopWorkload(int seed) => _random = new Random(seed);

    /// <param name="timestamp">When it happens; the only thing that the seed does not decide.</param>
    public LogEvent Next(DateTimeOffset timestamp)
    {
        if (_pending.Count == 0) Visit();
        return _pending.Dequeue().At(timestamp);
    }

    private void Visit()
    {
        var trace = NewTraceId();
        var route = PickRoute();
        if (Chance(0.04))
        {
            Add(trace, LogEventLevel.Debug, ShopTemplates.CacheMissed,
                Property("CacheKey", route.Path(Id())), Property("LoadMs", Latency(3)));
        }

        if (Chance(0.03))
        {
            Add(trace, LogEventLevel.Warning, ShopTemplates.StockLow,
                Property("ProductId", Id()), Property("Remaining", _random.Next(5)));
        }

        var failure = Chance(0.012) ? ShopFailures.All[_random.Next(ShopFailures.All.Count)] : null;
        var status = failure is null ? PickStatus(route) : 500;
        if (route.Template == ShopRoute.CheckoutTemplate && status == route.SuccessStatus)
            status = CheckOut(trace, status);
        Respond(trace, route, status, failure);
    }

    private int CheckOut(ActivityTraceId trace, int status)
    {
        var order = Property("OrderId", _nextOrder++);
        var items = 1 + _random.Next(8);
        var total = items * _random.Next(199, 9_900) / 100m;
        Add(trace, LogEventLevel.Information, ShopTemplates.OrderPlaced, order, Property("CustomerId", Id()),
            Property("Items", items),
            Property(ShopProperty.Total, total), Property(ShopProperty.OrderState, "placed"));
        if (Chance(0.05))
        {
            Add(trace, LogEventLevel.Warning, ShopTemplates.PaymentDeclined, order,
                Property("Reason", Pick(DeclineReasons)));
            return 402;
        }

        Add(trace, LogEventLevel.Information, ShopTemplates.OrderPaid, order,
            Property("PaymentMethod", Pick(PaymentMethods)),
            Property(ShopProperty.OrderState, "paid"));
        if (Chance(0.8))
        {
            Add(trace, LogEventLevel.Information, ShopTemplates.OrderShipped, order,
                Property("Carrier", Pick(Carriers)),
                Property(ShopProperty.OrderState, "shipped"));
        }

        return status;
    }

    private void Respond(ActivityTraceId trace, ShopRoute route, int status, Exception? failure)
    {
        var properties = new[]
        {
            Property(ShopProperty.Method, route.Method),
            Property(ShopProperty.RequestPath, route.Path(Id())),
            Property(ShopProperty.Status, status),
            Property(ShopProperty.Elapsed, Latency(route.MedianMs)),
        };
        var (template, level) = failure is null
            ? (ShopTemplates.Request, status >= 500 ? LogEventLevel.Error : LogEventLevel.Information)
            : (ShopTemplates.RequestFailed, LogEventLevel.Error);
        _pending.Enqueue(new ShopEvent(template, level, failure, trace, NewSpanId(), properties));
    }

    private void Add(
        ActivityTraceId trace, LogEventLevel level, MessageTemplate template, params LogEventProperty[] properties) =>
        _pending.Enqueue(new ShopEvent(template, level, Failure: null, trace, NewSpanId(), properties));

    private ShopRoute PickRoute()
    {
        var at = _random.Next(ShopRoute.TotalWeight);
        foreach (var route in ShopRoute.All)
        {
            if (at < route.Weight) return route;
            at -= route.Weight;
        }

        throw new UnreachableException();
    }

    private int PickStatus(ShopRoute route) => _random.Next(1000) switch
    {
        < 18 when route.HasNumber => 404,
        < 25 => 400,
        < 31 => 401,
        < 34 => 503,
        < 60 when route.Method == "GET" => 304,
        _ => route.SuccessStatus,
    };

    /// <summary>Log-normal around the median, in milliseconds, to a tenth of a microsecond.</summary>
    private double Latency(double medianMs)
    {
        // Box and Muller's way from two uniform numbers to a normal one.
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Round(medianMs * Math.Exp(LatencySigma * normal), 4);
    }

    private ActivityTraceId NewTraceId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return ActivityTraceId.CreateFromBytes(bytes);
    }

    private ActivitySpanId NewSpanId()
    {
        Span<byte> bytes = stackalloc byte[8];
        _random.NextBytes(bytes);
        return ActivitySpanId.CreateFromBytes(bytes);
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private int Id() => _random.Next(1, 100_000);

    private string Pick(string[] texts) => texts[_random.Next(texts.Length)];

    private static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}
