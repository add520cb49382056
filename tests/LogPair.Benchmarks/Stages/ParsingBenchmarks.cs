using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Benchmarks.Stages;

/// <summary>
/// Claim: taking four fields out of a CLEF line allocates nothing and is faster than walking the line with Utf8JsonReader,
/// the format being known or not.
/// </summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    private readonly byte[][] _lines = SampleLines.Lines();
    private readonly FieldSet _wanted = new();
    private ILineParser _clef = null!;
    private ILineParser _auto = null!;
    private FieldBuffer _fields = null!;

    [GlobalSetup]
    public void Prepare()
    {
        string[] names = ["@l", "RequestMethod", "StatusCode", "Elapsed"];
        foreach (var name in names) _wanted.Add(new FieldPath(name));
        _clef = LineFormats.Named("clef").CreateParser(_wanted);
        _auto = LineFormats.Named("auto").CreateParser(_wanted);
        _fields = new FieldBuffer(_wanted);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = SampleLines.Count)]
    public int WalkWithUtf8JsonReader()
    {
        var found = 0;
        foreach (var line in _lines) found += Walk(line);
        return found;
    }

    [Benchmark(OperationsPerInvoke = SampleLines.Count)]
    public int ParseClef() => Parse(_clef);

    [Benchmark(OperationsPerInvoke = SampleLines.Count)]
    public int ParseAuto() => Parse(_auto);

    private int Parse(ILineParser parser)
    {
        var found = 0;
        foreach (var line in _lines)
        {
            parser.Parse(line, _fields);
            for (var slot = 0; slot < _wanted.Count; slot++) found += _fields[slot].Kind == FieldKind.Missing ? 0 : 1;
        }

        return found;
    }

    /// <summary>The least that finds the same fields: names of the outermost object only, nested values skipped.</summary>
    private static int Walk(byte[] line)
    {
        var found = 0;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals("@l"u8) || reader.ValueTextEquals("RequestMethod"u8)
                || reader.ValueTextEquals("StatusCode"u8) || reader.ValueTextEquals("Elapsed"u8);
            if (isWanted) found++;
            reader.Read();
            reader.Skip();
        }

        return found;
    }
}
