using System.Text;

namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>nginx's combined format with <c>$request_time</c>, about 170 bytes a line, and their truth.</summary>
/// <remarks>
/// The lines hold what trips a reader that only searches: a request within the user agent, escaped quotes, a user now
/// and then, and empty values written as <c>-</c>.
/// </remarks>
internal sealed class AccessLines(SplitMix64 random, LineBuffer line, TruthBuilder truth) : ILineSource
{
    private const int Info = 1;
    private const int Warn = 2;
    private const int Error = 3;

    private static readonly byte[][] Methods = [.. TruthBuilder.Methods.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Paths =
    [
        [.. "/orders/"u8], [.. "/cart/items/"u8], [.. "/products/"u8], [.. "/api/v2/search?q=caf%C3%A9&page="u8],
    ];

    private static readonly byte[][] Tails =
    [
        [.. " \"-\" \"curl/8.5.0\" "u8],
        [.. " \"https://shop.example/cart\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\" "u8],
        [.. " \"https://shop.example/\" \"shop-app/3.1 (\\x22Pixel 9\\x22; \\x22GET / HTTP/1.1\\x22 500 1)\" "u8],
        [.. " \"-\" \"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15\" "u8],
    ];

    private readonly RequestDice _dice = new(random);

    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void WriteNext()
    {
        var method = _dice.NextMethod();
        var status = _dice.NextStatus();
        var milliseconds = _dice.NextElapsed() / 10_000;
        truth.AddLine(LevelOf(status));
        truth.AddRequest(method, status, milliseconds);

        WriteClient();
        line.Append(Methods[method]);
        line.Append(" "u8);
        line.Append(Paths[random.Below(Paths.Length)]);
        line.Append(random.Below(100_000));
        line.Append(" HTTP/1.1\" "u8);
        line.Append(TruthBuilder.Statuses[status]);
        line.Append(" "u8);
        line.Append(random.Below(50_000));
        line.Append(Tails[random.Below(Tails.Length)]);
        line.AppendSeconds(milliseconds);
        line.EndLine();
    }

    // As the rules compute it
    private static int LevelOf(int status)
    {
        if (status >= RequestDice.FirstServerError) return Error;
        return status >= RequestDice.FirstClientError ? Warn : Info;
    }

    private void WriteClient()
    {
        _now = _now.AddTicks(random.Below(8_000));
        line.Append("203.0.113."u8);
        line.Append(random.Below(256));
        line.Append(random.IsOneIn(8) ? " - ann ["u8 : " - - ["u8);
        line.AppendLocalTime(_now);
        line.Append("] \""u8);
    }
}
