using System.Text;
using BenchmarkDotNet.Attributes;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Benchmarks.Stages;

/// <summary>Claim: taking a time, a level and three values out of a line allocates nothing in any text format.</summary>
[MemoryDiagnoser]
public class TextParsingBenchmarks
{
    private readonly FieldSet _wanted = new();
    private ILineParser _parser = null!;
    private FieldBuffer _fields = null!;
    private byte[] _line = null!;

    [Params("json", "logfmt", "keyvalue", "serilog-text", "spring", "python", "plain")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        string[] names = ["@t", "@l", "method", "status", "took"];
        foreach (var name in names) _wanted.Add(new FieldPath(name));
        _parser = LineFormats.Named(Format).CreateParser(_wanted);
        _fields = new FieldBuffer(_wanted);
        _line = Encoding.UTF8.GetBytes(Format switch
        {
            "json" => """
                {"time":"2026-11-22T13:04:05.123Z","level":"INFO","msg":"done","method":"GET","status":200,"took":1.25}
                """,
            "serilog-text" or "plain" => "2026-11-22 13:04:05.123 +01:00 [INF] GET /orders/7 responded 200 in 1.25 ms",
            "spring" => "2026-11-22T13:04:05.123+01:00  INFO 1 --- [app] [main] c.a.Foo : GET /orders/7 responded 200 in 1.25 ms",
            "python" => "2026-11-22 13:04:05,123 - orders - INFO - GET /orders/7 responded 200 in 1.25 ms",
            _ => "time=2026-11-22T13:04:05.123Z level=INFO msg=\"request done\" method=GET status=200 took=1.25",
        });
    }

    [Benchmark]
    public bool Parse() => _parser.Parse(_line, _fields) == ParseOutcome.Parsed;
}
