using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Whatever the bytes, a line has an outcome, and its values lie within it.</summary>
public sealed class HostileLineTests
{
    private static readonly FormatReading[] Readings =
    [
        FormatReading.Of("combined"), FormatReading.Of("common"), FormatReading.Of("nginx-error"), FormatReading.Of("apache-error"), FormatReading.Of("syslog"),
        FormatReading.Of("w3c"), FormatReading.Of("w3c", ("fields", "date time status cs(User-Agent) uri")),
        FormatReading.Of("nginx", ("log_format", "$remote_addr \"$request\" $upstream_addr $status [$time_local] \"$http_user_agent\"")),
        FormatReading.Of("nginx", ("log_format", "$request $time_local|$status"), ("escape", "none")),
        FormatReading.Of("apache", ("log_format", "%h %t \"%r\" %>s %b \"%U%q\" %{%c}t %X")),
    ];

    private static readonly byte[][] Seeds =
    [
        .. Sample.Lines("nginx-main.log")[^30..], .. Sample.Lines("apache-custom.log")[^30..], .. Sample.Lines("rsyslog-rfc5424.log")[^20..],
        .. Sample.Lines("rsyslog-traditional.log")[^10..], .. Sample.Lines("nginx-error.log")[^20..], .. Sample.Lines("apache-error.log")[^10..],
    ];

    private static readonly Gen<byte> SoupByte = Gen.OneOf(
        Gen.OneOf("\"\\[]<>:,=- +#\t%x0u1/?"u8.ToArray()), Gen.Byte);

    private static readonly Gen<byte[]> Line = Gen.OneOf(
        SoupByte.Array[0, 60],
        Gen.Select(Gen.OneOf(Seeds), Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 4], SoupByte.Array[0, 3]).Array[1, 4]).Select(Spoil));

    [Fact]
    public void NoBytesMakeAParserThrowOrReadOutside()
    {
        var parsers = Readings.Select(reading =>
        {
            var fields = new FieldSet();
            foreach (var name in Names) fields.Add(new FieldPath(name));
            return (Parser: reading.Parser(fields), Fields: fields);
        }).ToArray();
        var tests = LineFormats.All.Select(format => format.Recognizes).OfType<LineTest>().ToArray();
        Line.Sample(
            line =>
            {
                foreach (var (parser, fields) in parsers) Read(parser, fields, line);
                foreach (var test in tests) test(line);
            },
            iter: 30_000);
    }

    [Theory]
    [InlineData("\\")]
    [InlineData("\"")]
    [InlineData(" ")]
    [InlineData("[")]
    [InlineData("<13>1 - - - - - [a b=\"")]
    [InlineData(", client: \"")]
    [InlineData("\\x41")]
    [InlineData(" : ")]
    [InlineData(", ")]
    [InlineData("a=\"b\" ")]
    public void AMebibyteTakesNoTimeToSpeakOf(string piece)
    {
        var fields = new FieldSet();
        foreach (var name in Names) fields.Add(new FieldPath(name));
        byte[] line = [.. Enumerable.Repeat(Encoding.UTF8.GetBytes(piece), (1 << 20) / piece.Length).SelectMany(bytes => bytes)];
        byte[][] starts =
        [
            [], [.. "1.1.1.1 - - [10/Oct/2000:13:55:36 -0700] \""u8], [.. "2026/11/22 13:04:05 [error] 1#1: *1 \""u8],
            [.. "<13>1 - - - - - [a "u8], [.. "[Thu Nov 22 13:04:05 2026] [a:b] "u8], [.. "1.1.1.1 \"GET / HTTP/1.1\" "u8],
        ];
        var watch = System.Diagnostics.Stopwatch.StartNew();

        foreach (var start in starts)
        {
            byte[] whole = [.. start, .. line];
            foreach (var reading in Readings) Read(reading.Parser(fields), fields, whole);
        }

        // Sixty lines, of which each may take 50 ms; the rest is room for a busy machine. What is quadratic takes minutes.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void ParsingAllocatesNothing()
    {
        var fields = new FieldSet();
        foreach (var name in Names) fields.Add(new FieldPath(name));
        var parsers = Readings.Select(reading => reading.Parser(fields)).ToArray();
        var buffer = new FieldBuffer(fields);
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Run();

        // 24,000 lines; not zero, because the runtime itself may allocate once while it compiles the loop anew.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 23_999);

        void Run()
        {
            foreach (var line in Seeds)
            {
                foreach (var parser in parsers)
                {
                    if (parser.Parse(line, buffer) == ParseOutcome.Parsed) new LogRecord(line, buffer).TryGetTime(0, 1, out _);
                }
            }
        }
    }

    private static readonly string[] Names =
    [
        "@t", "@l", "@m", "remote_addr", "remote_user", "request", "request_method", "request_uri", "uri", "args", "query_string",
        "server_protocol", "status", "body_bytes_sent", "http_referer", "http_user_agent", "upstream_addr", "client", "connection",
        "host", "app", "procid", "msgid", "msg", "facility", "a.b", "order@32473.note", "cs(User-Agent)", "date", "referer", "code",
    ];

    // Values that are made, such as the name of a severity, may be longer than a short line.
    private const int LongestMade = 16;

    private static void Read(ILineParser parser, FieldSet fields, byte[] line)
    {
        var buffer = new FieldBuffer(fields);
        var outcome = parser.Parse(line, buffer);
        if (outcome == ParseOutcome.Header) ((IHeadedLineParser)parser).With(line);
        if (outcome != ParseOutcome.Parsed) return;

        var record = new LogRecord(line, buffer);
        record.TryGetTime(0, 1, out _);
        for (var slot = 0; slot < fields.Count; slot++)
        {
            if (record.Kind(slot) == FieldKind.Missing) continue;

            Assert.InRange(record.Raw(slot).Length, 0, Math.Max(line.Length, LongestMade));
            if (record.Kind(slot) == FieldKind.Number) Assert.Equal(FieldKind.Number, FlatFields.KindOf(record.Raw(slot)));
        }
    }

    private static byte[] Spoil(byte[] seed, (int At, int Removed, byte[] Inserted)[] edits)
    {
        var line = seed.ToList();
        foreach (var (at, removed, inserted) in edits)
        {
            var start = at % (line.Count + 1);
            line.RemoveRange(start, Math.Min(removed, line.Count - start));
            line.InsertRange(start, inserted);
        }

        return [.. line];
    }
}
