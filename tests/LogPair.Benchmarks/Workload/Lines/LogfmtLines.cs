using System.Text;

namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>Lines of <c>key=value</c>, about 210 bytes each, and their truth.</summary>
/// <remarks>The lines hold pairs within quoted text, escaped quotes, and keys that end like counted ones.</remarks>
internal sealed class LogfmtLines(SplitMix64 random, LineBuffer line, TruthBuilder truth) : ILineSource
{
    private const int Debug = 0;
    private const int Info = 1;
    private const int Warn = 2;
    private const int Error = 3;

    // Shares in percent: requests, cache misses, other lines
    private static readonly int[] Kinds = [80, 90, 100];

    private static readonly byte[][] Methods = [.. TruthBuilder.Methods.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Agents =
    [
        [.. "curl/8.5.0"u8], [.. "\"Mozilla/5.0 (X11; Linux x86_64)\""u8], [.. "\"shop \\\"Pixel 9\\\" status=999\""u8],
    ];

    private readonly RequestDice _dice = new(random);

    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void WriteNext()
    {
        switch (random.Pick(Kinds))
        {
            case 0: WriteRequest(); break;
            case 1: WriteCacheMiss(); break;
            default: WriteRetry(); break;
        }

        line.EndLine();
    }

    private void WriteRequest()
    {
        var method = _dice.NextMethod();
        var status = _dice.NextStatus();
        var elapsed = _dice.NextElapsed();
        truth.AddRequest(method, status, elapsed / 10_000.0);

        Begin(status >= RequestDice.FirstServerError ? Error : Info);
        line.Append("\"request done\" component=http trace="u8);
        line.AppendHex(random.Next());
        line.Append(" method="u8);
        line.Append(Methods[method]);
        line.Append(" path=/orders/"u8);
        line.Append(random.Below(100_000));
        line.Append(" upstream_status=0 status="u8);
        line.Append(TruthBuilder.Statuses[status]);
        line.Append(" bytes="u8);
        line.Append(random.Below(50_000));
        line.Append(" duration_ms="u8);
        line.AppendDecimal(elapsed);
        line.Append(" agent="u8);
        line.Append(Agents[random.Below(Agents.Length)]);
    }

    private void WriteCacheMiss()
    {
        Begin(Debug);
        line.Append("\"cache miss, upstream said \\\"method=POST status=500\\\"\" component=cache key=product:"u8);
        line.Append(random.Below(1_000_000));
        line.Append(" ttl=30s hit=false duration_ms=1.5"u8);
    }

    private void WriteRetry()
    {
        Begin(Warn);
        line.Append("retrying component=queue attempt="u8);
        line.Append(random.Below(5));
        line.Append(" error=\"dial tcp 203.0.113.7:5672: connection refused\" backoff=250ms"u8);
    }

    private void Begin(int level)
    {
        truth.AddLine(level);
        _now = _now.AddTicks(random.Below(8_000));
        line.Append("time="u8);
        line.Append(_now);
        line.Append(" level="u8);
        line.Append(level switch { Debug => "debug"u8, Info => "info"u8, Warn => "warn"u8, _ => "error"u8 });
        line.Append(" msg="u8);
    }
}
