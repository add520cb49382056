using System.Text;

namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>JSON that no known logger writes, about 370 bytes a line, and its truth.</summary>
/// <remarks>
/// What is counted lies two objects deep, under names that also occur elsewhere and within text; the status is a string
/// in a quarter of the lines; some lines have no request, or <c>null</c> in its place.
/// </remarks>
internal sealed class NestedJsonLines(SplitMix64 random, LineBuffer line, TruthBuilder truth) : ILineSource
{
    private const int Debug = 0;
    private const int Info = 1;
    private const int Warn = 2;
    private const int Error = 3;

    // Shares in percent: requests, jobs, lines whose request is null, text with JSON in it
    private static readonly int[] Kinds = [80, 90, 95, 100];

    private static readonly byte[][] Methods = [.. TruthBuilder.Methods.Select(Encoding.UTF8.GetBytes)];

    private readonly RequestDice _dice = new(random);

    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void WriteNext()
    {
        switch (random.Pick(Kinds))
        {
            case 0: WriteRequest(); break;
            case 1: WriteJob(); break;
            case 2: WriteNoRequest(); break;
            default: WriteText(); break;
        }

        line.EndLine();
    }

    private void WriteRequest()
    {
        var method = _dice.NextMethod();
        var status = _dice.NextStatus();
        var elapsed = _dice.NextElapsed();
        truth.AddRequest(method, status, elapsed / 10_000.0);

        Begin(status >= RequestDice.FirstServerError ? Error : Info, "request done"u8);
        line.Append(",\"http\":{\"duration_ms\":"u8);
        line.AppendDecimal(elapsed);
        line.Append(",\"request\":{\"headers\":{\"accept\":\"*/*\",\"method\":\"none\"},\"method\":\""u8);
        line.Append(Methods[method]);
        line.Append("\",\"path\":\"\\/orders\\/"u8);
        line.Append(random.Below(100_000));
        line.Append("\"},\"response\":{\"bytes\":\""u8);
        line.Append(random.Below(50_000));
        line.Append("\",\"status_code\":"u8);
        WriteStatus(TruthBuilder.Statuses[status]);
        line.Append("}},\"tags\":[\"web\",{\"status_code\":1}],\"ok\":true}"u8);
    }

    private void WriteStatus(int status)
    {
        var isText = random.IsOneIn(4);
        if (isText) line.Append("\""u8);
        line.Append(status);
        if (isText) line.Append("\""u8);
    }

    private void WriteJob()
    {
        Begin(Debug, "job finished"u8);
        line.Append(",\"job\":{\"name\":\"re-index\",\"duration_ms\":\""u8);
        line.AppendDecimal(_dice.NextElapsed());
        line.Append("\",\"request\":{\"method\":\"GET\"},\"attempts\":[1,2,3.5e0]},\"ok\":true}"u8);
    }

    private void WriteNoRequest()
    {
        Begin(Info, "connection closed"u8);
        line.Append(",\"http\":null,\"peer\":\"203.0.113."u8);
        line.Append(random.Below(256));
        line.Append("\"}"u8);
    }

    private void WriteText()
    {
        Begin(Warn, "upstream said {\\\"http\\\":{\\\"request\\\":{\\\"method\\\":\\\"GET\\\"}}} \\u2026"u8);
        line.Append(",\"detail\":\"line one\\nline two\\t\\\\\",\"size\":12345678901234567890}"u8);
    }

    private void Begin(int level, ReadOnlySpan<byte> message)
    {
        truth.AddLine(level);
        _now = _now.AddTicks(random.Below(8_000));
        line.Append("{\"when\":\""u8);
        line.Append(_now);
        line.Append("\",\"level\":\""u8);
        line.Append(level switch { Debug => "debug"u8, Info => "info"u8, Warn => "warn"u8, _ => "error"u8 });
        line.Append("\",\"text\":\""u8);
        line.Append(message);
        line.Append("\",\"service\":{\"name\":\"shop\",\"version\":\"3.1.0\",\"node\":{\"id\":\""u8);
        line.AppendHex(random.Next());
        line.Append("\",\"zone\":\"eu-central-1a\"}}"u8);
    }
}
