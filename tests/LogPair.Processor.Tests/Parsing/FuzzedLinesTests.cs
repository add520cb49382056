using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Every parser against lines that no program would write.</summary>
/// <remarks>
/// Lines of all formats, changed at random, go to the parsers of all formats. <c>LOGPAIR_FUZZ_SECONDS=600</c> goes on for
/// ten minutes with each. A failure names the seed of its round and shows the line.
/// </remarks>
[Collection(AloneInTheProcess.Name)]
public sealed class FuzzedLinesTests
{
    private const int LinesARound = 50;

    private static readonly FieldSet Fields = CreateFields();
    private static readonly byte[][] Lines = [.. SampleLines.All];

    /// <summary>How each format is written in a rules file; formats that need no parameters go by their name.</summary>
    public static TheoryData<string> Formats =>
        [.. LineFormats.All.Select(format => FormatExamples.Yaml.GetValueOrDefault(format.Name, format.Name))];

    [Theory]
    [MemberData(nameof(Formats))]
    public void NoLineMakesAParserThrowHangOrGrow(string format)
    {
        var rules = RulesLoader.Load("fuzz", $"inputs: [{{ path: x, format: {format} }}]");
        Assert.Empty(rules.Errors);
        var parser = rules.Rules!.Inputs[0].Reading.Format.CreateParser(Fields);
        var buffer = new FieldBuffer(Fields);
        Fuzzing.Run(format, suiteSeconds: 1, LinesARound, seed =>
        {
            var random = new Random(seed);
            for (var i = 0; i < LinesARound; i++)
            {
                var line = Mutate(Lines[random.Next(Lines.Length)], random);
                try
                {
                    Feed(ref parser, line, buffer);
                }
                catch (Exception error)
                {
                    Assert.Fail($"line {Convert.ToBase64String(line)}: {error}");
                }
            }
        });
    }

    private static void Feed(ref ILineParser parser, byte[] line, FieldBuffer buffer)
    {
        // Time on a processor: a machine that is busy with other things may let a line wait for seconds.
        var started = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var outcome = parser.Parse(line, buffer);
        if (outcome == ParseOutcome.Parsed) ReadAll(new LogRecord(line, buffer));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        // A pattern makes an automaton once; nothing makes more of a line than that.
        Assert.InRange(allocated, 0, 1_000_000 + (line.Length * 200L));
        Assert.True(Environment.CpuUsage.TotalTime - started < TimeSpan.FromSeconds(5), "took 5 s");
        if (outcome == ParseOutcome.Header) parser = ((IHeadedLineParser)parser).With(line);
    }

    private static void ReadAll(scoped in LogRecord record)
    {
        for (var slot = 0; slot < Fields.Count; slot++)
        {
            _ = record.Raw(slot).Length + record.Text(slot).Length;
            record.TryGetNumber(slot, out _);
            record.TryGetTime(slot, referenceTicks: 0, out _);
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var line = original.ToList();
        for (var changes = random.Next(6); changes > 0; changes--)
        {
            var at = random.Next(line.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < line.Count:
                    line[at] = (byte)random.Next(256);
                    break;
                case 1:
                    line.Insert(at, "\"\\ =[]{}:,;%#-\t\r\n\0\u007f"u8[random.Next(18)]);
                    break;
                case 2:
                    line.RemoveRange(at, random.Next(line.Count - at + 1));
                    break;
                case 3:
                    line.InsertRange(at, line[..at]);
                    break;
                default:
                    line.InsertRange(at, Lines[random.Next(Lines.Length)]);
                    break;
            }

            if (line.Count > 20_000) line.RemoveRange(20_000, line.Count - 20_000);
        }

        return [.. line];
    }

    private static FieldSet CreateFields()
    {
        var fields = new FieldSet();
        foreach (var name in new[] { "@t", "@l", "@m", "@mt", "@x", "@i", "@tr", "@sp", "status", "level", "msg", "a" })
            fields.Add(new FieldPath(name));
        fields.Add(new FieldPath("Order", "Id"));
        fields.Add(new FieldPath("@p", "odd name"));
        return fields;
    }
}
