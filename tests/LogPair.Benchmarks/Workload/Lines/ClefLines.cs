using System.Text;

namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>CLEF lines of a web shop, about 420 bytes on average, and their truth.</summary>
/// <remarks>
/// The lines hold what trips a reader that only searches for names: the names of counted fields within nested objects
/// and within text, escapes, a level that is left out, values of exactly 0 and exactly a bucket's bound.
/// </remarks>
internal sealed class ClefLines(SplitMix64 random, LineBuffer line, TruthBuilder truth) : ILineSource
{
    private const int Debug = 1;
    private const int Information = 2;
    private const int Warning = 3;
    private const int Error = 4;

    // Shares in percent: requests, orders, queries, cache misses, failed requests
    private static readonly int[] Templates = [73, 83, 91, 97, 100];

    private static readonly byte[][] Methods = [.. TruthBuilder.Methods.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Paths =
    [
        [.. "/orders/"u8], [.. "/cart/items/"u8], [.. "/products/"u8], [.. "/customers/"u8],
        [.. "/api/v2/search?q=caf\\u00e9&page="u8],
    ];

    private static readonly byte[][] Agents =
    [
        [.. "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"u8], [.. "curl/8.5.0"u8],
        [.. "shop-app/3.1 (\\\"Pixel 9\\\"; build\\\\release)"u8], [.. "okhttp/4.12.0"u8],
    ];

    private static readonly byte[][] Names =
    [
        [.. "Ren\\u00e9e Dupont"u8], [.. "J\\u00f6rg \\\"JJ\\\" Becker"u8], [.. "Ana Souza"u8], [.. "Łukasz Żak"u8],
        [.. "Smile \\ud83d\\ude00 Ltd"u8],
    ];

    private readonly RequestDice _dice = new(random);

    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void WriteNext()
    {
        switch (random.Pick(Templates))
        {
            case 0: WriteRequest(); break;
            case 1: WriteOrder(); break;
            case 2: WriteQuery(); break;
            case 3: WriteCacheMiss(); break;
            default: WriteFailedRequest(); break;
        }

        line.EndLine();
    }

    private void WriteRequest()
    {
        var method = _dice.NextMethod();
        var status = _dice.NextStatus();
        var otherwise = TruthBuilder.Statuses[status] == 429 ? Warning : Information;
        var level = status >= RequestDice.FirstServerError ? Error : otherwise;

        Begin("HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms"u8, level);
        WriteRequestFields(method, status);
        line.Append(",\"SourceContext\":\"Serilog.AspNetCore.RequestLoggingMiddleware\"}"u8);
    }

    private void WriteFailedRequest()
    {
        Begin("An unhandled exception has occurred while executing the request."u8, Error);
        line.Append(ExceptionText.Field);
        WriteRequestFields(_dice.NextMethod(), RequestDice.FirstServerError);
        line.Append(",\"ConnectionId\":\"0HN"u8);
        line.Append(random.Below(1_000_000_000));
        line.Append("\"}"u8);
    }

    private void WriteOrder()
    {
        Begin("Order {OrderId} of {Customer} placed: {@Order}"u8, Information);
        line.Append(",\"OrderId\":"u8);
        line.Append(random.Below(900_000) + 100_000);
        line.Append(",\"Customer\":\""u8);
        line.Append(Names[random.Below(Names.Length)]);
        line.Append("\",\"Order\":{\"Total\":"u8);
        line.AppendDecimal(random.Below(1_000_000) * 100L);
        line.Append(",\"Currency\":\"EUR\",\"Items\":[{\"Sku\":\"A-"u8);
        line.Append(random.Below(10_000));
        line.Append("\",\"Quantity\":2},{\"Sku\":\"B-"u8);
        line.Append(random.Below(10_000));
        line.Append("\",\"Quantity\":1,\"Note\":\"gift; \\\"RequestMethod\\\":\\\"NONE\\\"\"}],\"Elapsed\":1.5,"u8);
        line.Append("\"Shipping\":{\"Method\":\"express\",\"StatusCode\":3}}"u8);
        line.Append(",\"SourceContext\":\"Shop.Orders.OrderService\"}"u8);
    }

    // Has Elapsed as requests have, but is none
    private void WriteQuery()
    {
        var level = random.IsOneIn(40) ? Warning : Information;
        Begin("Executed DbCommand ({Elapsed} ms) [{Parameters}] {CommandText}"u8, level);
        line.Append(",\"Elapsed\":"u8);
        line.AppendDecimal(random.Below(500_000));
        line.Append(",\"Parameters\":\"@p0='"u8);
        line.Append(random.Below(1_000_000));
        line.Append("'\",\"CommandType\":\"Text\",\"CommandText\":\"SELECT \\\"o\\\".\\\"Id\\\""u8);
        line.Append(", \\\"o\\\".\\\"Total\\\"\\r\\n"u8);
        line.Append("FROM \\\"Orders\\\" AS \\\"o\\\"\\r\\nWHERE \\\"o\\\".\\\"CustomerId\\\" = @p0\""u8);
        line.Append(",\"SourceContext\":\"Microsoft.EntityFrameworkCore.Database.Command\"}"u8);
    }

    private void WriteCacheMiss()
    {
        Begin("Cache miss for {Key}, upstream said {Body}"u8, Debug);
        line.Append(",\"Key\":\"product:"u8);
        line.Append(random.Below(1_000_000));
        line.Append("\",\"Body\":\"{\\\"StatusCode\\\":500,\\\"RequestMethod\\\":\\\"GET\\\",\\\"Elapsed\\\":7}\""u8);
        line.Append(",\"Ttl\":null,\"Hit\":false"u8);
        line.Append(",\"SourceContext\":\"Shop.Catalog.CachedCatalog\"}"u8);
    }

    private void Begin(ReadOnlySpan<byte> template, int level)
    {
        truth.AddLine(level);
        _now = _now.AddTicks(random.Below(8_000));

        line.Append("{\"@t\":\""u8);
        line.Append(_now);
        line.Append("\",\"@mt\":\""u8);
        line.Append(template);
        line.Append("\""u8);
        WriteLevel(level);
        if (!random.IsOneIn(10)) WriteTrace();
    }

    private void WriteLevel(int level)
    {
        // Serilog leaves Information out; other producers do not
        if (level == Information && !random.IsOneIn(500)) return;

        line.Append(level switch
        {
            Debug => ",\"@l\":\"Debug\""u8,
            Information => ",\"@l\":\"Information\""u8,
            Warning => ",\"@l\":\"Warning\""u8,
            _ => ",\"@l\":\"Error\""u8,
        });
    }

    private void WriteTrace()
    {
        line.Append(",\"@tr\":\""u8);
        line.AppendHex(random.Next());
        line.AppendHex(random.Next());
        line.Append("\",\"@sp\":\""u8);
        line.AppendHex(random.Next());
        line.Append("\""u8);
    }

    private void WriteRequestFields(int method, int status)
    {
        var elapsed = _dice.NextElapsed();
        truth.AddRequest(method, status, elapsed / 10_000.0);

        line.Append(",\"Client\":{\"Agent\":\""u8);
        line.Append(Agents[random.Below(Agents.Length)]);
        line.Append("\",\"StatusCode\":0},\"RequestMethod\":\""u8);
        line.Append(Methods[method]);
        line.Append("\",\"RequestPath\":\""u8);
        line.Append(Paths[random.Below(Paths.Length)]);
        line.Append(random.Below(100_000));
        line.Append("\",\"StatusCode\":"u8);
        line.Append(TruthBuilder.Statuses[status]);
        line.Append(",\"Elapsed\":"u8);
        line.AppendDecimal(elapsed);
    }
}
