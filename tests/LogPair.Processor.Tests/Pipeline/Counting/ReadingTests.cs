using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Pipeline.Replaying;
using LogPair.Processor.Rules;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;
using ZstdSharp;

namespace LogPair.Processor.Tests.Pipeline.Counting;

public class ReadingTests
{
    private const string Metrics = """
        metrics:
          - name: events_total
            type: counter
            labels: { a: A, stream: stream }
          - name: errors_total
            type: counter
            where: "@x is not null"
            labels: { type: ExceptionType(@x) }
        """;

    private const string Cri = "2026-11-22T10:00:00.5Z stdout ";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("utf-16", "auto")]
    [InlineData("utf-16BE", "auto")]
    [InlineData("utf-8", "auto")]
    [InlineData("utf-16le", "utf-16le")]
    [InlineData("utf-16be", "utf-16be")]
    [InlineData("latin1", "latin-1")]
    public void AFileInAnyEncodingIsCountedAsItGrowsByteByByteAndThroughRestarts(string written, string said)
    {
        using var volume = new TempVolume();
        var encoding = Encoding.GetEncoding(written.Replace("utf-16le", "utf-16"));
        var text = encoding.GetBytes("{\"A\":\"ä\"}\r\n{\"A\":\"\u00f6\"}\n{\"A\":\"ä\"}\n");
        byte[] bytes = said == "auto" ? [.. encoding.GetPreamble(), .. text] : text;
        var rules = Input($"encoding: {said}");
        for (var i = 0; i < bytes.Length; i++)
        {
            using var file = new FileStream(volume["a.log"], FileMode.Append);
            file.WriteByte(bytes[i]);
            file.Dispose();
            using var processor = Start(volume, rules);
            processor.StepToEnd();
            Save(processor);
        }

        using var last = Start(volume, rules);
        Assert.Equal(2, last.Value("events_total", "ä", ""));
        Assert.Equal(1, last.Value("events_total", "ö", ""));
        Assert.Equal(3, last.Value("logpair_lines_total"));
        Assert.Equal(bytes.Length, last.Value("logpair_bytes_total"));
        Assert.Equal(0, last.Value("logpair_invalid_utf8_lines_total"));
        Assert.Equal(0, last.Total("logpair_unparsed_lines_total"));
    }

    [Fact]
    public void AnEventAtTheEndIsHeldUntilNothingHasComeForAWhile()
    {
        using var volume = new TempVolume();
        var rules = Input("multiline: { indent: true, flushAfter: 2s }", "format: json");
        using var processor = Start(volume, rules);
        File.WriteAllText(volume["a.log"], "{\"A\":1}\n{\"A\":2}\n   at X.Y()\n");

        processor.StepToRest();
        Assert.Equal((1, 0), (processor.Value("events_total", "1", ""), processor.Value("events_total", "2", "")));
        Assert.Equal(1, processor.Value("logpair_lines_total"));
        Assert.False(processor.Segments[0].IsAtEnd);

        _time.Advance(TimeSpan.FromSeconds(1.9));
        File.AppendAllText(volume["a.log"], "   at Z()\n{\"torn");
        processor.StepToRest();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        processor.StepToRest();
        Assert.Equal(0, processor.Value("events_total", "2", ""));

        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(processor.Step().IsIdle);
        Assert.True(processor.Step().IsIdle);
        Assert.Equal(1, processor.Value("events_total", "2", ""));
        Assert.Equal(4, processor.Value("logpair_lines_total"));
        Assert.Equal(2, processor.Value("logpair_joined_lines_total"));
    }

    [Fact]
    public void TheLinesBelowALineAreItsException()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume, Input("format: json", "multiline: dotnet"));
        var error = new InvalidOperationException("no stock");
        File.WriteAllText(volume["a.log"], $"{{\"A\":1}}\n{error}\n   at A.B()\n{{\"A\":2}}\n  only indented\n{{\n");
        Flush(processor);

        Assert.Equal(1, processor.Value("errors_total", "System.InvalidOperationException"));
        Assert.Equal(1, processor.Total("errors_total"));
        Assert.Equal(2, processor.Total("events_total"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "invalid_json"));
    }

    [Fact]
    public void DockersPartsAreJoinedPerStreamAndWhatDoesNotBelongIsNamed()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume, Input());
        var lines = new StringBuilder();
        for (var i = 0; i < 20; i++)
        {
            lines.AppendLine("""{"log":"{\"A\":","stream":"stdout","time":"2026-11-22T10:00:00Z"}""");
            lines.AppendLine("""{"log":"{\"A\":2}\n","stream":"stderr","time":"2026-11-22T10:00:00Z"}""");
            lines.AppendLine("""{"log":"1}\n","stream":"stdout","time":"2026-11-22T10:00:01Z"}""");
        }

        lines.AppendLine("not Docker's");
        lines.AppendLine("""{"log":"{\"A\":","stream":"stdout","time":"2026-11-22T10:00:00Z"}""");
        File.WriteAllText(volume["a.log"], lines.ToString());
        Flush(processor);

        Assert.Equal(20, processor.Value("events_total", "1", "stdout"));
        Assert.Equal(20, processor.Value("events_total", "2", "stderr"));
        Assert.Equal(62, processor.Value("logpair_lines_total"));
        Assert.Equal(20, processor.Value("logpair_joined_lines_total"));
        Assert.Equal(1, processor.Value("logpair_cut_events_total", "timeout"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "mismatch"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "invalid_json"));
        Assert.Equal("json/docker/utf-8/100/50/final", $"{processor.Segments[0].Choice}");
        Assert.Equal(new DateTime(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc).Ticks, processor.Segments[0].LastEventTicks);
    }

    [Fact]
    public void ALineThatIsTooLongNeitherHoldsNorLosesItsNeighbours()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume, Input("wrapper: cri", "format: json", "multiline: indent"), maxLineBytes: 200);
        File.WriteAllText(
            volume["a.log"],
            $"{Cri}F {{\"A\":1}}\n{Cri}P {{\"A\":\n{Cri}F {new string('x', 600_000)}\n{Cri}F {{\"A\":2}}\n"
            + new string('y', 600_000));

        processor.StepToRest();
        Assert.Equal((1, 4), (processor.Value("events_total", "2", "stdout"), processor.Value("logpair_lines_total")));
        File.AppendAllText(volume["a.log"], "\n");
        Flush(processor);

        Assert.Equal(1, processor.Value("events_total", "2", "stdout"));
        Assert.Equal(5, processor.Value("logpair_lines_total"));
        Assert.Equal(2, processor.Total("logpair_lost_lines_total"));
        Assert.Equal(1, processor.Value("logpair_cut_events_total", "max_bytes"));
    }

    [Fact]
    public void JoiningAllocatesNothingForALine()
    {
        using var volume = new TempVolume();
        var lines = string.Concat(Enumerable.Repeat($"{Cri}P {{\"A\":\n{Cri}F 1}}\n{Cri}F \tat x\n", 10_000));
        using var processor = Start(volume, Input("wrapper: cri", "format: json", "multiline: indent"));
        File.WriteAllText(volume["a.log"], lines);
        processor.StepToRest();

        File.AppendAllText(volume["a.log"], lines);
        var before = GC.GetAllocatedBytesForCurrentThread();
        processor.StepToRest();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(59_997, processor.Value("logpair_lines_total"));
        Assert.True(allocated < 200_000, $"{allocated} bytes for 30,000 lines");
    }

    [Fact]
    public void WhatWasFoundOutStaysThroughRestarts()
    {
        using var volume = new TempVolume();
        using (var first = Start(volume, Input()))
        {
            File.WriteAllText(volume["a.log"], "some text\n");
            first.StepToEnd();
            Assert.Equal("auto/none/utf-8/0/1/open", $"{first.Segments[0].Choice}");
            Save(first);
        }

        File.AppendAllText(volume["a.log"], string.Concat(Enumerable.Repeat(Cri + "F {\"A\":1}\n", 12)));
        using (var second = Start(volume, Input()))
        {
            second.StepToEnd();
            Assert.Equal("json/cri/utf-8/92/13/final", $"{second.Segments[0].Choice}");
            Assert.Equal(12, second.Value("events_total", "1", "stdout"));
            Save(second);
        }

        File.AppendAllText(volume["a.log"], string.Concat(Enumerable.Repeat("{\"A\":2}\n", 1000)));
        using var third = Start(volume, Input());
        third.StepToEnd();
        Assert.Equal("json/cri/utf-8/92/13/final", $"{third.Segments[0].Choice}");
        Assert.Equal(1001, third.Total("logpair_unparsed_lines_total"));
    }

    [Fact]
    public void AHeaderIsRememberedThroughRestarts()
    {
        using var volume = new TempVolume();
        var reading = new InputReading { Format = new LineFormat("columns", fields => new ColumnsParser(fields, [])) };
        File.WriteAllText(volume["a.log"], "#X A\n0 1\n");
        using (var first = Start(volume, Metrics, reading))
        {
            first.StepToEnd();
            Save(first);
        }

        File.AppendAllText(volume["a.log"], "0 1\n#A X\n2 0\n");
        using (var second = Start(volume, Metrics, reading))
        {
            second.StepToEnd();
            Save(second);
        }

        File.AppendAllText(volume["a.log"], "2 0\n2 0\n");
        using var third = Start(volume, Metrics, reading);
        third.StepToEnd();

        Assert.Equal((2, 3), (third.Value("events_total", "1", ""), third.Value("events_total", "2", "")));
        Assert.Equal((7, 0), (third.Value("logpair_lines_total"), third.Total("logpair_unparsed_lines_total")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHeaderIsRememberedThroughATruncation(bool isDown)
    {
        using var volume = new TempVolume();
        var rules = Input("format: { csv: { header: true } }");
        File.WriteAllText(volume["a.log"], "A,b\n1,x\n1,y\n");
        using (var first = Start(volume, rules))
        {
            first.StepToEnd();
            if (!isDown)
            {
                File.WriteAllText(volume["a.log"], "2,x\n");
                first.StepToEnd();
                File.AppendAllText(volume["a.log"], "2,y\nA,b\n2,z\nb,A,c\nx,3,z\n");
                first.StepToEnd();
                Assert.Equal((2, 3, 1), Counts(first));
                Assert.Equal(1, first.Value("logpair_truncations_total", "a.log"));
            }

            Save(first);
        }

        File.WriteAllText(volume["a.log"], isDown ? "2,x\n2,y\n" : "x,3,z\n");
        using var second = Start(volume, rules);
        second.StepToEnd();

        Assert.Equal(isDown ? (2, 2, 0) : (2, 3, 2), Counts(second));
        Assert.Equal(0, second.Total("logpair_unparsed_lines_total"));

        static (double, double, double) Counts(SteppedProcessor processor) =>
            (processor.Value("events_total", "1", ""), processor.Value("events_total", "2", ""), processor.Value("events_total", "3", ""));
    }

    [Fact]
    public void AHeaderThatWasReadAsSomethingElseIsFoundAgain()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "\nA,b\n1,x\n");
        using (var first = Start(volume, Input("format: json")))
        {
            first.StepToEnd();
            Assert.Equal(0, first.Total("events_total"));
            Save(first);
        }

        File.AppendAllText(volume["a.log"], "1,y\n1,z\n");
        using var second = Start(volume, Input("format: { csv: { header: true } }"));
        second.StepToEnd();

        Assert.Equal(2, second.Value("events_total", "1", ""));
    }

    [Fact]
    public void TheTailOfABrokenRecordOfCsvIsNoRecordAndWholeOnesAreOne()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "A,b\n1,\"x\n2, tail\"\n1,z\n");
        using var byLine = Start(volume, Input("format: { csv: { header: true } }"));
        byLine.StepToEnd();

        Assert.Equal((1, 0), (byLine.Value("events_total", "1", ""), byLine.Value("events_total", "2", "")));
        Assert.Equal(2, byLine.Value("logpair_unparsed_lines_total", "mismatch"));

        using var other = new TempVolume();
        File.Copy(volume["a.log"], other["a.log"]);
        using var joined = Start(other, Input("format: { csv: { header: true } }", "multiline: csv"));
        Flush(joined);

        Assert.Equal((2, 0), (joined.Value("events_total", "1", ""), joined.Total("logpair_unparsed_lines_total")));
    }

    [Theory]
    [InlineData("csv: { header: true }", "A,b\n1,Pipe 5\" steel\n", "1,x\n")]
    [InlineData("csv: { header: true, delimiter: ';' }", "A;b\n1;\"x\n1;y\"\n", "1;6\" nail, x\n")]
    [InlineData("tsv: { columns: [A, b] }", "1\t\"x\n1\ty\"\n", "1\t6\" nail\n")]
    public void AQuoteWithinAColumnJoinsNothing(string format, string first, string row)
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], first + string.Concat(Enumerable.Repeat(row, 999)));
        using var processor = Start(volume, Input($"format: {{ {format} }}", "multiline: csv"));
        Flush(processor);

        Assert.Equal(1000, processor.Value("events_total", "1", ""));
        Assert.Equal(first.Count(letter => letter == '"') / 2, processor.Total("logpair_joined_lines_total"));
        Assert.Equal(0, processor.Total("logpair_unparsed_lines_total"));
    }

    // Through a restart, again in the middle, and where the file was first read in another way.
    [Fact]
    public void AHeaderOfCsvMayTakeSeveralLines()
    {
        const string header = "\"unit\nprice\",A\n";
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], header + "10,a\n");
        using (var before = Start(volume, Input("format: json")))
        {
            before.StepToEnd();
            Save(before);
        }

        File.AppendAllText(volume["a.log"], "20,b\n");
        var rules = Input("format: { csv: { header: true } }", "multiline: csv");
        using (var first = Start(volume, rules))
        {
            Flush(first);
            Assert.Equal((0, 1), (first.Value("events_total", "a", ""), first.Value("events_total", "b", "")));
            Save(first);
        }

        File.AppendAllText(volume["a.log"], "30,c\n" + header + "40,d\n");
        using (var second = Start(volume, rules))
        {
            Flush(second);
            Assert.Equal(3, second.Total("events_total"));
            Assert.Equal((1, 1), (second.Value("events_total", "c", ""), second.Value("events_total", "d", "")));
        }

        using var fresh = new TempVolume();
        File.Copy(volume["a.log"], fresh["a.log"]);
        using var whole = Start(fresh, rules);
        Flush(whole);

        Assert.Equal(4, whole.Total("events_total"));
        Assert.Equal(1, whole.Value("events_total", "a", ""));
        Assert.Equal((0, 2), (whole.Total("logpair_unparsed_lines_total"), whole.Total("logpair_joined_lines_total")));
    }

    [Fact]
    public void AnExceptionWhoseTypeStandsOnTheFirstLineHasIt()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume, Input("format: log4j", "multiline: java"));
        File.WriteAllText(volume["a.log"], """
            2026-11-24 12:00:00,123 ERROR [main] com.acme.Foo - failed java.lang.IllegalStateException: x
            	at com.acme.Foo.run(Foo.java:1)
            	... 3 more
            2026-11-24 12:00:00,124 ERROR [main] com.acme.Foo - failed
            java.io.IOException: y
            	at com.acme.Foo.run(Foo.java:1)
            2026-11-24 12:00:00,125 INFO  [main] com.acme.Foo - java.io.IOException: only named

            """.ReplaceLineEndings("\n"));
        Flush(processor);

        Assert.Equal(1, processor.Value("errors_total", "java.lang.IllegalStateException"));
        Assert.Equal(1, processor.Value("errors_total", "java.io.IOException"));
        Assert.Equal((2, 3), (processor.Total("errors_total"), processor.Total("events_total")));
    }

    /// <remarks>As Spring Boot's %wEx writes them.</remarks>
    [Fact]
    public void BlankLinesAroundATraceBelongToIt()
    {
        const string head = "2026-11-24T12:00:00.123Z ERROR 1 --- [main] com.acme.Foo : ";
        string[] parts =
        [
            $"{head}failed\n", "\n", "java.lang.NullPointerException: x\n", "\tat com.acme.A.b(A.java:3)\n",
            "Caused by: java.io.IOException: y\n\tat com.acme.A.c(A.java:4)\n", "\n", $"{head}next\n", "\n",
            $"{head}next\n", "\n", "\n", "java.io.IOException: of none\n\tat com.acme.A.b(A.java:3)\n",
        ];
        using var volume = new TempVolume();
        var rules = Input("format: spring", "multiline: java");
        foreach (var part in parts)
        {
            // Each time as after a kill: what was held is read again.
            File.AppendAllText(volume["a.log"], part);
            using var killed = Start(volume, rules);
            killed.StepToRest();
            Save(killed);
        }

        using var processor = Start(volume, rules);
        Flush(processor);

        Assert.Equal(1, processor.Value("errors_total", "java.lang.NullPointerException"));
        Assert.Equal((1, 3), (processor.Total("errors_total"), processor.Total("events_total")));
        Assert.Equal(3, processor.Value("logpair_unparsed_lines_total", "blank"));
        Assert.Equal(2, processor.Value("logpair_unparsed_lines_total", "mismatch"));
        Assert.Equal(14, processor.Value("logpair_lines_total"));

        File.AppendAllText(volume["a.log"], $"{head}last\n\n");
        Flush(processor);
        Assert.Equal((4, 4), (processor.Total("events_total"), processor.Value("logpair_unparsed_lines_total", "blank")));
    }

    [Fact]
    public void ATracebackWithNothingAboveItIsAnException()
    {
        using var volume = new TempVolume();
        using var processor = Start(volume, Input("format: plain", "multiline: python"));
        File.WriteAllText(volume["a.log"], """
            Traceback (most recent call last):
              File "app.py", line 1, in <module>
            ZeroDivisionError: division by zero
            many
              + Exception Group Traceback (most recent call last):
              |   File "app.py", line 16, in <module>
              | ExceptionGroup: many (1 sub-exception)
              +-+---------------- 1 ----------------
                | ValueError: x
                +------------------------------------

            """.ReplaceLineEndings("\n"));
        Flush(processor);

        Assert.Equal(1, processor.Value("errors_total", "ZeroDivisionError"));
        Assert.Equal(1, processor.Value("errors_total", "ExceptionGroup"));
    }

    [Theory]
    [InlineData(".1.zst", false)]
    [InlineData(".zst", true)]
    public void AZstdFileIsReadAndACopyOfACountedFileIsKnown(string ending, bool isCounted)
    {
        using var volume = new TempVolume();
        var lines = Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, 50_000).Select(i => $"{{\"A\":1,\"Id\":{i * 7919}}}\n")));
        using var processor = Start(volume, Input());
        if (isCounted)
        {
            File.WriteAllBytes(volume["a.log"], lines);
            processor.StepToEnd();
            File.Delete(volume["a.log"]);
        }

        File.WriteAllBytes(volume["a.log" + ending], new Compressor().Wrap(lines).ToArray());
        ReadFor(processor, seconds: 12);

        Assert.Equal(50_000, processor.Value("events_total", "1", ""));
        Assert.Equal(0, processor.Total("logpair_lost_bytes_total"));
    }

    [Fact]
    public void AZstdFileThatIsCutShortIsReadAsFarAsItGoesAndReadOn()
    {
        using var volume = new TempVolume();
        var random = new Random(1);
        var lines = Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, 50_000).Select(_ => $"{{\"A\":1,\"Id\":{random.Next()}}}\n")));
        var packed = new Compressor().Wrap(lines).ToArray();
        File.WriteAllBytes(volume["a.log.1.zst"], packed[..(packed.Length / 2)]);
        using var processor = Start(volume, Input());
        ReadFor(processor, seconds: 12);
        Assert.InRange(processor.Value("events_total", "1", ""), 1, 49_999);

        File.WriteAllBytes(volume["a.log.1.zst"], packed);
        ReadFor(processor, seconds: 12);

        Assert.Equal(50_000, processor.Value("events_total", "1", ""));
    }

    [Fact]
    public async Task AReplayReadsAsTheInputOfItsFileSaysAndEndsTheLastEvent()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "{\"A\":1}\n  at x\n{\"A\":2}\n  at y");
        File.WriteAllText(volume["b.log"], Cri + "P {\"A\":\n" + Cri + "F 3}");
        var rules = RulesLoader.Load("rules.yaml", Input("multiline: indent", "format: json")).Rules!;

        var result = ReplayRunner.Run(
            new ReplayOptions
            {
                Files = [volume["a.log"], volume["b.log"]],
                Inputs = [rules.Inputs[0].Reading, InputReading.Default],
                InputOf = path => path.EndsWith("a.log", StringComparison.Ordinal) ? 0 : 1,
                Rules = rules,
            }, progress: null, CancellationToken.None);

        using var text = new MemoryStream();
        await result.WriteMetricsAsync(text, openMetrics: false, CancellationToken.None);
        var page = Encoding.UTF8.GetString(text.ToArray());
        Assert.Equal((6, 0), (result.Counts.Lines, result.Counts.Unparsed));
        foreach (var series in (string[])["{a=\"1\",stream=\"\"}", "{a=\"2\",stream=\"\"}", "{a=\"3\",stream=\"stdout\"}"])
            Assert.Contains($"events_total{series} 1\n", page, StringComparison.Ordinal);
    }

    private static string Input(params string[] keys) =>
        $"inputs:\n  - path: /x\n{string.Concat(keys.Select(key => $"    {key}\n"))}{Metrics}";

    private SteppedProcessor Start(
        TempVolume volume, string rules, InputReading? reading = null, int maxLineBytes = 100_000) =>
        new(volume["*.log"], volume["state"], rules, _time, maxLineBytes, reading: reading);

    private static void Save(SteppedProcessor processor) =>
        processor.Checkpointer.SaveAsync(CancellationToken.None).GetAwaiter().GetResult();

    private void Flush(SteppedProcessor processor)
    {
        processor.StepToRest();
        _time.Advance(TimeSpan.FromSeconds(1));
        processor.StepToRest();
    }

    private void ReadFor(SteppedProcessor processor, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            processor.StepToRest();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Words under the names of the last line that begins with #.</summary>
    private sealed class ColumnsParser(FieldSet fields, string[] names) : IHeadedLineParser
    {
        private readonly FieldSet _fields = fields;

        public ILineParser With(ReadOnlySpan<byte> header) =>
            new ColumnsParser(_fields, Encoding.UTF8.GetString(header[1..]).Split(' '));

        public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
        {
            fields.Clear(_fields.Count);
            if (line.StartsWith("#"u8)) return ParseOutcome.Header;

            if (line.IsEmpty) return ParseOutcome.Blank;

            var words = Encoding.UTF8.GetString(line).Split(' ');
            for (var slot = 0; slot < _fields.Count; slot++)
            {
                var column = Array.IndexOf(names, _fields[slot].ToString());
                if (column >= 0) fields[slot] = fields.Make(Encoding.UTF8.GetBytes(words[column]), FieldKind.Text);
            }

            return ParseOutcome.Parsed;
        }
    }
}
