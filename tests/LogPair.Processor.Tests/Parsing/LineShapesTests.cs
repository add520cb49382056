using System.Text;
using System.Text.Unicode;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Parsing.Shapes;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Matching a line's shape against parsing it: the same result, or none.</summary>
public sealed class LineShapesTests
{
    private static readonly FieldSet Fields = CreateFields();

    private static readonly string[] HostileLines =
    [
        "{\"@t\":\"2026-01-01T00:00:00Z\",\"a\":\"é\\u00e9\\\"日本\",\"Order\":{\"Id\":-1.5e3,\"x\":[1,[],{\"Id\":2}]},\"status\":null}",
        "{\"a\":true,\"a\":false,\"@l\":\"Error\",\"Order\":{},\"@@t\":[],\"status\":\"\\ud83d\\ude00\"}",
        "{\"L\":\"INFO\",\"T\":\"2026-01-01T00:00:00Z\",\"M\":\"done\",\"S\":\"at x\",\"status\":1}",
        "{\"L\":7,\"T\":\"2026-01-01T00:00:00Z\",\"M\":\"done\",\"S\":\"at x\",\"status\":1}",
        "{\"msg\":\"failed\",\"err\":{\"type\":\"E\",\"message\":\"m\",\"stack\":\"E: m\"},\"level\":\"warn\"}",
        "{\"msg\":\"failed\",\"exception\":{\"type\":\"E\",\"message\":\"m\",\"stack\":\"E: m\"},\"level\":50}",
        "{\"msg\":\"failed\",\"exception\":\"E: m\",\"Properties\":{\"status\":1,\"a\":[2]}}",
        "{\"msg\":\"failed\",\"error\":{\"type\":\"E\",\"message\":\"m\",\"stack_trace\":\"at x\"},\"level\":50}",
        "{\"msg\":\"failed\",\"error\":{\"type\":\"E\",\"message\":\"m\",\"stack_trace\":\"E: m\"},\"level\":50}",
        "{\"msg\":\"failed\",\"error.type\":\"E\",\"error.stack_trace\":\"E at x\",\"level\":50}",
        "{\"msg\":\"failed\",\"error.type\":\"F\",\"error.stack_trace\":\"E at x\",\"level\":50}",
        "{\"text\":\"x\",\"record\":{\"exception\":{\"type\":\"E\",\"value\":\"m\"},\"message\":\"failed\"}}",
        "{\"text\":\"x\",\"record\":{\"exception\":null,\"message\":\"failed\"}}",
        "{\"message\":\"failed\",\"context\":{\"exception\":{\"class\":\"E\",\"message\":\"m\"}},\"level\":400}",
        "{\"message\":\"failed\",\"context\":{\"exception\":\"E\"},\"level\":400}",
        "{\"msg\":\"failed\",\"exception\":[],\"Properties\":[]}",
        "level=info msg=\"a \\\"b\\\" é\" status=200 a= flag @t=2026-01-01T00:00:00Z",
        "10.0.0.1 - ann [28/Nov/2026:10:00:00 +0000] \"GET /a?b=\\x22 HTTP/1.1\" 200",
        "[28/Nov/2026:10:00:00 +0000] 200 \"GET /a HTTP/1.1\" [x y] \"some text\" 0.25",
        "[28/Nov/2026:10:00:00 +0000] 404 \"- HTTP/1.0\" [\"] \"a \\\" b\" -",
        "200 a7 \"bsome text c\" ] x] 0.25.10.0.0.1 \"/a b\"",
        "500 aa \"b c\" ] a b] 1.10.0.0.1 \"",
        "x \"a b\" 200 /a?b=\\x22 GET /a HTTP/1.1 [28/Nov/2026:10:00:00 +0000] 10.0.0.1 and more",
        "x \"\\\\\" 200 /a POST /b?c HTTP/2.0 [28/Nov/2026:10:00:00 +0000] -",
        "10.0.0.1 - \"GET /a\"b HTTP/1.1\" 200",
        "10.0.0.1, and then 200\t\"GET /a?b HTTP/1.1\"; after all 0.25",
        "?a=b 200 12 3",
        "/a?b=c 200 /d 3",
    ];

    private static readonly byte[][] Lines =
        [.. SampleLines.All.Where(line => line.Length > 0).Concat(HostileLines.Select(Encoding.UTF8.GetBytes))];


    private static readonly string[] AlikeLines =
    [
        "{\"a\":1}", "{\"a\":{\"b\":1}}", "{\"a\":{}}", "{\"a\":[1,{\"b\":2}]}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":2}", "{\"a\":1 }",
        "{ \"a\":1}", "{\"Order\":{\"Id\":1}}", "{\"Order\":{\"Id\":1},\"Order\":2}", "{\"Order\":[1]}", "{\"a\":\"\"}", "{}",
    ];

    public static TheoryData<string> Formats =>
    [
        "clef", "json", "logfmt", "combined", "common",
        "{ nginx: '$remote_addr - $remote_user [$time_local] \"$request\" $status' }",
        "{ nginx: '[$time_local] $status \"$request\" [$a] \"$msg\" $request_time' }",
        "{ nginx: '$status a$a \"b$msg c\" ] $level] $request_time.$remote_addr \"$uri' }",
        "{ nginx: 'x \"$a\" $status $request_uri $request [$time_local] $remote_addr' }",
        "{ nginx: '$remote_addr, and then $status\t\"$request\"; after all $request_time' }",
        "{ apache: '%q %s %{QUERY_STRING}x %D' }",
        "{ apache: '%U%q %s %{REQUEST_URI}x %D' }",
    ];

    /// <remarks>
    /// <c>LOGPAIR_FUZZ_SECONDS=600</c> goes on for ten minutes with each format; <c>.ci/run</c> gives all of them a minute.
    /// </remarks>
    [Theory]
    [MemberData(nameof(Formats))]
    public void WhatIsMatchedIsWhatTheParserReads(string format)
    {
        var rules = RulesLoader.Load("shapes", $"inputs: [{{ path: x, format: {format} }}]");
        var parser = (IShapedParser)rules.Rules!.Inputs[0].Reading.Format.CreateParser(Fields);
        var comparison = new Comparison(parser);
        var mine = Lines.Where(comparison.Accepts).ToArray();
        Assert.NotEmpty(mine);

        var (seed, accepted, matched) = (Environment.TickCount, 0, 0);
        for (var budget = FuzzBudget.StartShare("LOGPAIR_SHAPES_SECONDS", Formats.Count); budget.Remains;)
        {
            // Once with shapes that have constant values, which change then, and once without.
            var random = new Random(++seed);
            comparison = new Comparison(parser);
            if (seed % 2 == 0) comparison.Repeat(random.GetItems(mine, 8));
            for (var i = 0; i < 5_000 && budget.Remains; i++)
            {
                var line = (random.Next(10) == 0 ? Lines : mine) is var some ? some[random.Next(some.Length)] : null!;
                var text = Text(Mutate(line, random), Lines[random.Next(Lines.Length)], random);
                try
                {
                    comparison.Compare(text);
                }
                catch (Exception error)
                {
                    Assert.Fail($"{format}, seed {seed}, {i}, text {Convert.ToBase64String(text)}: {error}");
                }
            }

            accepted += comparison.Accepted;
            matched += comparison.Matched;
        }

        // It would be true of shapes that match nothing.
        Assert.InRange(matched, accepted / 10, int.MaxValue);
    }

    [Fact]
    public void LinesOfAsManyShapesAsThereAreLinesAreParsed()
    {
        var comparison = new Comparison((IShapedParser)new ClefParser(Fields));
        for (var i = 0; i < 20_000; i++)
        {
            comparison.Compare(Encoding.UTF8.GetBytes($"{{\"@t\":\"2026-01-01T00:00:00Z\",\"x{i}\":1,\"status\":{i}}}\n"));
            comparison.Compare(Encoding.UTF8.GetBytes($"{{\"status\":{i},\"@l\":\"Error\"}}\r\n"));
        }

        Assert.InRange(comparison.Matched, 0, 25_000);
    }

    [Fact]
    public void AShapeIsNotMistakenForALongerOne()
    {
        var comparison = new Comparison((IShapedParser)new ClefParser(Fields));
        for (var i = 0; i < 3; i++)
        {
            foreach (var line in AlikeLines) comparison.Compare(Encoding.UTF8.GetBytes(line + "\n"));
        }

        // All but the first of each shape, of which there are nine; two have an object as a value that is asked for.
        Assert.Equal((3 * (AlikeLines.Length - 2)) - 9, comparison.Matched);
    }

    [Fact]
    public void ValuesThatNeverChangeArePartOfTheShapeUntilTheyDo()
    {
        const int lines = 20_000;
        var shapes = (LearnedShapes<JsonValues>)new ClefParser(Fields).CreateShapes()!;
        var comparison = new Comparison(new ClefParser(Fields), shapes);
        for (var version = 1; version <= 3; version++)
        {
            for (var i = 0; i < lines; i++)
            {
                comparison.Compare(Encoding.UTF8.GetBytes(
                    $"{{\"@t\":\"2026-01-01T00:00:{i % 60:00}Z\",\"app\":{{\"version\":\"{version}\",\"tags\":[{version},\"a\"]}},\"a\":{version},"
                    + $"\"status\":{i % 500},\"host\":\"a\\tb\",\"x\":\"{new string('x', i % 16 == 15 && i % 3 == 0 ? 5_000 : 5)}{i}\"}}\n"));
            }

            Assert.Equal(version, shapes.Narrowed);
        }

        // The values that are asked for stay values, whether they change or not.
        Assert.Equal((3 * lines) - 1, comparison.Matched);
    }

    [Fact]
    public void ShapesWithoutConstantsAreNotNarrowedForLong()
    {
        var shapes = (LearnedShapes<JsonValues>)new ClefParser(Fields).CreateShapes()!;
        var comparison = new Comparison(new ClefParser(Fields), shapes);
        for (var i = 0; i < 100_000; i++)
            comparison.Compare(Encoding.UTF8.GetBytes($"{{\"run\":{i / 1000},\"status\":{i % 500}}}\n"));

        // What is constant for a thousand lines is taken for a constant a few times, and less often each time.
        Assert.InRange(shapes.Narrowed, 1, 8);
        Assert.Equal(100_000 - 1, comparison.Matched);
    }

    private static byte[] Text(byte[] line, byte[] next, Random random) => random.Next(8) switch
    {
        0 => line,
        1 => [.. line, (byte)'\n'],
        2 => [.. line, (byte)'\r', (byte)'\n', .. next],
        _ => [.. line, (byte)'\n', .. next],
    };

    // Mostly changes of single bytes, which leave a line's shape as it is.
    private static byte[] Mutate(byte[] original, Random random)
    {
        var line = original.ToList();
        for (var changes = random.Next(4); changes > 0 && line.Count > 0; changes--)
        {
            var at = random.Next(line.Count);
            switch (random.Next(8))
            {
                case 0:
                    line.Insert(at, "\"\\ =[]{}:,1-.e\t\r\n\0é"u8[random.Next(18)]);
                    break;
                case 1:
                    line.RemoveAt(at);
                    break;
                case 2:
                    line[at] = (byte)random.Next(256);
                    break;
                default:
                    if (char.IsAsciiLetterOrDigit((char)line[at])) line[at] = (byte)('0' + random.Next(10));
                    break;
            }
        }

        return [.. line];
    }

    private static FieldSet CreateFields()
    {
        var fields = new FieldSet();
        string[] names =
            ["@t", "@l", "@m", "@x", "status", "level", "msg", "a", "request_method", "uri", "request_time", "remote_addr",
                "query_string", "request_uri"];
        foreach (var name in names) fields.Add(new FieldPath(name));
        fields.Add(new FieldPath("Order", "Id"));
        return fields;
    }

    private sealed class Comparison(IShapedParser parser, LineShapes? shapes = null)
    {
        private readonly LineShapes _shapes = shapes ?? parser.CreateShapes()!;
        private readonly FieldBuffer _matched = new(Fields);
        private readonly FieldBuffer _parsed = new(Fields);

        public int Matched { get; private set; }

        public int Accepted { get; private set; }

        /// <summary>So often that all values are taken for constants.</summary>
        public void Repeat(byte[][] lines)
        {
            foreach (var line in lines)
            {
                for (var i = 0; i < 600; i++) Compare([.. line, (byte)'\n']);
            }
        }

        public bool Accepts(byte[] line) => parser.Parse(line, _parsed) == ParseOutcome.Parsed;

        public void Compare(byte[] text)
        {
            var feed = text.AsSpan().IndexOf((byte)'\n');
            var line = feed < 0 ? text : text.AsSpan(0, feed);
            var hasReturn = feed >= 0 && line is [.., (byte)'\r'];
            if (hasReturn) line = line[..^1];

            var isAccepted = parser.Parse(line, _parsed) == ParseOutcome.Parsed && Utf8.IsValid(line);
            if (isAccepted && feed >= 0) Accepted++;
            var length = _shapes.Match(text, _matched, out var ending);
            if (length >= 0)
            {
                Matched++;
                Assert.True(isAccepted, "the parser does not accept it");
                Assert.Equal(line.Length, length);
                Assert.Equal(hasReturn ? 2 : 1, ending);
                Equal(new LogRecord(line, _parsed), new LogRecord(text.AsSpan(0, length), _matched));
            }
            else if (isAccepted)
            {
                _shapes.Learn(line, _matched, hasReturn);
            }
        }

        private static void Equal(scoped in LogRecord expected, scoped in LogRecord actual)
        {
            for (var slot = 0; slot < Fields.Count; slot++)
            {
                Assert.Equal((slot, expected.Kind(slot)), (slot, actual.Kind(slot)));
                if (expected.Kind(slot) >= FieldKind.Number) Assert.Equal(expected.Raw(slot), actual.Raw(slot));
                Assert.Equal(expected.Text(slot), actual.Text(slot));
            }
        }
    }
}
