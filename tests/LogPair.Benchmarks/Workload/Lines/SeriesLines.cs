namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>CLEF lines of a given number of customers in turn, about 400 bytes each: a series for each.</summary>
/// <param name="random">For what is not counted.</param>
/// <param name="line">Gets the lines.</param>
/// <param name="customers">How many; the first lines name each once.</param>
internal sealed class SeriesLines(SplitMix64 random, LineBuffer line, int customers) : ILineSource
{
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public long Lines { get; private set; }

    public void WriteNext()
    {
        _now = _now.AddTicks(random.Below(8_000));
        line.Append("{\"@t\":\""u8);
        line.Append(_now);
        line.Append("\",\"@mt\":\"Order {OrderId} of {Customer} placed in {Shop} after {Elapsed} ms\",\"@tr\":\""u8);
        line.AppendHex(random.Next());
        line.AppendHex(random.Next());
        line.Append("\",\"OrderId\":"u8);
        line.Append(random.Below(1_000_000));
        line.Append(",\"Customer\":\"customer-"u8);
        line.Append(Lines % customers);
        line.Append("\",\"Shop\":\"shop-"u8);
        line.Append(Lines % customers % 100);
        line.Append("\",\"Elapsed\":"u8);
        line.AppendDecimal(random.Below(500_000));
        line.Append(",\"Items\":[{\"Sku\":\"A-17\",\"Quantity\":2},{\"Sku\":\"B-4\",\"Note\":\"gift\"}]"u8);
        line.Append(",\"SourceContext\":\"Shop.Orders.OrderService\",\"MachineName\":\"web-7d4b9c\"}"u8);
        line.EndLine();
        Lines++;
    }
}
