using System.Text;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Counting;

public class LaneTests
{
    private const string Rules = """
        metrics:
          - name: http_requests_total
            type: counter
            where: StatusCode is not null
            labels: { method: Method, status: StatusCode }
          - name: http_request_duration_seconds
            type: histogram
            where: Elapsed is not null
            value: Elapsed / 1000
            labels: { method: Method }
            buckets: [0.005, 0.01, 0.1, 1]
        """;

    [Fact]
    public void ALineAllocatesNothing()
    {
        using var volume = new TempVolume();
        var lines = new StringBuilder();
        for (var i = 0; i < 20_000; i++) lines.Append(Line(i));
        File.WriteAllText(volume["a.log"], lines.ToString());
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        File.AppendAllText(volume["a.log"], lines.ToString());
        var before = GC.GetAllocatedBytesForCurrentThread();
        processor.StepToEnd();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(40_000, processor.Value("logpair_lines_total"));
        // Two looks at the directory are in it, and what the runtime needs; the smallest object for every line would be 480,000.
        Assert.True(allocated < 200_000, $"{allocated} bytes for 20,000 lines");
    }

    [Fact]
    public void ATimeWithoutAYearIsPutNearTheLastChangeOfItsFile()
    {
        using var volume = new TempVolume();
        var changed = new DateTime(2019, 1, 2, 0, 0, 0, DateTimeKind.Utc);
        File.WriteAllText(volume["a.log"], "<13>Dec 31 23:59:58 web-1 app: x\n");
        File.SetLastWriteTimeUtc(volume["a.log"], changed);
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"], Rules, new FakeTimeProvider(changed.AddYears(3)),
            reading: new InputReading { Format = LineFormats.Named("syslog") });

        processor.StepToEnd();

        Assert.Equal(new DateTime(2018, 12, 31, 23, 59, 58), new DateTime(Assert.Single(processor.Segments).LastEventTicks));
    }

    [Fact]
    public void CommentsAreNotLinesThatDidNotParse()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], "#Software: x\n#Remark: y\nnot yet named\n");
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"], Rules, new FakeTimeProvider(),
            reading: new InputReading { Format = LineFormats.Named("w3c") });

        processor.StepToEnd();

        Assert.Equal(3, processor.Value("logpair_lines_total"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "mismatch"));
        Assert.Equal(0, processor.Value("logpair_unparsed_lines_total", "comment"));
    }

    [Fact]
    public void WhatCannotBeCountedIsNamedAndNothingElseIsLost()
    {
        using var volume = new TempVolume();
        var bomb = string.Concat(Enumerable.Repeat("[", 100_000));
        byte[][] lines =
        [
            Encoding.UTF8.GetBytes(Line(1)),
            "plain text\n"u8.ToArray(),
            "\n"u8.ToArray(),
            "{\"a\":1,}\n"u8.ToArray(),
            Encoding.UTF8.GetBytes("{\"a\":" + bomb + "\n"),
            Encoding.UTF8.GetBytes(new string('x', 10_000_000) + "\n"),
            [.. "{\"Method\":\"G"u8, 0xff, 0xfe, .. "T\",\"StatusCode\":200,\"Elapsed\":\"slow\"}\n"u8],
            Encoding.UTF8.GetBytes(Line(2)),
        ];
        File.WriteAllBytes(volume["a.log"], [.. lines.SelectMany(line => line)]);
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"], Rules, new FakeTimeProvider(), maxLineBytes: 262_144);

        processor.StepToEnd();

        Assert.Equal(lines.Length, processor.Value("logpair_lines_total"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "not_an_object"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "blank"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "invalid_json"));
        Assert.Equal(1, processor.Value("logpair_unparsed_lines_total", "too_deep"));
        Assert.Equal(1, processor.Value("logpair_lost_lines_total", "a.log", "too_long"));
        Assert.Equal(10_000_001, processor.Value("logpair_lost_bytes_total", "a.log", "too_long"));
        Assert.Equal(1, processor.Value("logpair_invalid_utf8_lines_total"));
        Assert.Equal(1, processor.Value("http_requests_total", "G\ufffd\ufffdT", "200"));
        Assert.Equal(
            1, processor.Value("logpair_failed_measurements_total", "http_request_duration_seconds", "no_value"));
        Assert.Equal(2, processor.Value("http_requests_total", "GET", "200"));
    }

    [Fact]
    public void ATruncatedFileIsReadFromItsStartAgain()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], Line(1) + Line(2) + Line(3));
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        using (var file = File.OpenWrite(volume["a.log"])) file.SetLength(0);
        File.AppendAllText(volume["a.log"], Line(4));
        processor.StepToEnd();

        Assert.Equal(4, processor.Value("logpair_lines_total"));
        Assert.Equal(1, processor.Value("logpair_truncations_total", "a.log"));
    }

    [Fact]
    public void AFileThatWasTruncatedAndWrittenToTheSameLengthIsReadAgain()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], Line(1) + Line(2));
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        File.WriteAllText(volume["a.log"], Line(3) + Line(4));
        processor.StepToEnd();

        Assert.Equal(4, processor.Value("logpair_lines_total"));
        Assert.Equal(1, processor.Value("logpair_truncations_total", "a.log"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3_000_000)]
    public void TheHoleOfAWriterThatDoesNotAppendIsSkipped(int position)
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], Line(1));
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        using (var file = File.OpenWrite(volume["a.log"]))
        {
            file.SetLength(0);
            file.Position = position;
            file.Write(Encoding.UTF8.GetBytes(Line(2) + Line(3)));
        }

        processor.StepToEnd();

        Assert.Equal(3, processor.Value("logpair_lines_total"));
        Assert.Equal(0, processor.Total("logpair_unparsed_lines_total"));
        Assert.Equal(0, processor.Total("logpair_lost_lines_total"));
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(300_000)]
    public void AFileOfNothingButAHoleIsSkippedBeforeItsFirstLine(int length)
    {
        using var volume = new TempVolume();
        File.WriteAllBytes(volume["a.log"], new byte[length]);
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        File.AppendAllText(volume["a.log"], Line(1) + Line(2));
        processor.StepToEnd();

        Assert.Equal(2, processor.Value("logpair_lines_total"));
        Assert.Equal(0, processor.Total("logpair_unparsed_lines_total"));
        Assert.Equal(0, processor.Total("logpair_lost_lines_total"));
    }

    [Fact]
    public void AHalfWrittenLineThatIsTakenBackIsNoTruncation()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], Line(1) + Line(2));
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"], Rules, new FakeTimeProvider(), maxLineBytes: 200);
        processor.StepToEnd();
        var whole = new FileInfo(volume["a.log"]).Length;

        File.AppendAllText(volume["a.log"], new string('x', 1_000_000));
        processor.StepToEnd();
        using (var file = File.OpenWrite(volume["a.log"])) file.SetLength(whole);
        processor.StepToEnd();
        File.AppendAllText(volume["a.log"], Line(3));
        processor.StepToEnd();

        Assert.Equal(3, processor.Value("logpair_lines_total"));
        Assert.Equal(0, processor.Value("logpair_truncations_total", "a.log"));
        Assert.Equal(0, processor.Value("logpair_lost_lines_total", "a.log", "too_long"));
    }

    [Fact]
    public void ACompressedFileIsLeftAlone()
    {
        using var volume = new TempVolume();
        File.WriteAllBytes(volume["a.log"], [0x1f, 0x8b, 8, 0, (byte)'\n', 1, 2, (byte)'\n']);
        File.WriteAllText(volume["b.log"], Line(1));
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());

        processor.StepToEnd();

        Assert.Equal(1, processor.Value("logpair_lines_total"));
    }

    private static string Line(int i) =>
        $$"""{"@t":"2026-11-22T10:00:{{i % 60:00}}.1234567Z","@mt":"HTTP {Method} responded","Method":"GET","StatusCode":200,"Elapsed":{{i % 700}}.25}"""
        + "\n";
}
