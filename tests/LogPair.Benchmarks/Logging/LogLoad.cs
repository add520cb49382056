using LogPair.Benchmarks.Workload;
using Serilog;

namespace LogPair.Benchmarks.Logging;

/// <summary>What an application logs.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Emit">Logs one event.</param>
internal sealed record LogLoad(string Name, Action<ILogger, SplitMix64> Emit)
{
    private static readonly string[] Customers = ["Ada", "Renée Dupont", "Jörg \"JJ\" Becker"];

    private static readonly string[] Methods = ["GET", "GET", "GET", "POST", "PUT"];

    private static readonly string[] Paths = ["/orders/1", "/cart/items/2", "/products/3", "/api/v2/search?q=café"];

    /// <summary>Two short values and nothing else: where a formatter has least to gain.</summary>
    private static readonly LogLoad Small = new("two values", (log, random) =>
        log.Information("Order {OrderId} placed by {Customer}", random.Below(900_000), Customers[random.Below(3)]));

    /// <summary>Four values without a format.</summary>
    private static readonly LogLoad Plain = new("four values", (log, random) =>
        log.Information(
            "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed} ms",
            Methods[random.Below(5)], Paths[random.Below(4)], 200, random.Below(1_000_000) / 10_000.0));

    /// <summary>As Serilog.AspNetCore logs a request, with the properties that ASP.NET Core adds.</summary>
    private static readonly LogLoad Request = new("request", (log, random) =>
        log.Information(
            "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms",
            Methods[random.Below(5)], Paths[random.Below(4)], 200, random.Below(1_000_000) / 10_000.0));

    /// <summary>Of a hundred: 77 requests, ten orders with objects in them, ten database queries, three failures.</summary>
    private static readonly LogLoad Shop = new("shop", (log, random) =>
    {
        switch (random.Below(100))
        {
            case < 77: Request!.Emit(log, random); break;
            case < 87: log.Information("Order {OrderId} placed: {@Order}", random.Below(900_000), Order.Some(random)); break;
            case < 97: LogQuery(log, random); break;
            default: log.Error(Failure, "Request {RequestPath} failed", Paths[random.Below(4)]); break;
        }
    });

    private static readonly Exception Failure = Caught();

    public static IReadOnlyList<LogLoad> All { get; } = [Small, Plain, Request, Shop];

    public static LogLoad Named(string name) => All.FirstOrDefault(load => load.Name == name)
        ?? throw new InvalidOperationException($"There is no load '{name}': {string.Join(", ", All.Select(l => l.Name))}.");

    /// <summary>The logger as a class of the application has it.</summary>
    public ILogger In(ILogger log) => this == Small || this == Plain
        ? log
        : log.ForContext("SourceContext", "Serilog.AspNetCore.RequestLoggingMiddleware")
            .ForContext("RequestId", "0HN7JQ2V3O3QK:00000003")
            .ForContext("ConnectionId", "0HN7JQ2V3O3QK");

    private static void LogQuery(ILogger log, SplitMix64 random) => log.Debug(
        "Executed DbCommand ({Elapsed} ms) [{Parameters}] {CommandText}",
        random.Below(500),
        "@p0='17'",
        "SELECT \"o\".\"Id\", \"o\".\"Total\"\r\nFROM \"Orders\" AS \"o\"\r\nWHERE \"o\".\"CustomerId\" = @p0");

    private static InvalidOperationException Caught()
    {
        try
        {
            throw new InvalidOperationException("The payment was refused.", new TimeoutException("No answer."));
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
