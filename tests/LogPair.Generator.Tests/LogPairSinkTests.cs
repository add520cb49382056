using System.Diagnostics.Metrics;
using System.Text.Json;
using LogPair.Generator.Tests.Support;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LogPair.Generator.Tests;

public sealed class LogPairSinkTests
{
    [Fact]
    public void EveryEventIsOneLineWhateverIsInIt()
    {
        using var pod = new Pod(nameof(EveryEventIsOneLineWhateverIsInIt));

        using (var log = pod.Start())
        {
            log.Information("Two\nlines and {Text}", "a\r\nb\u2028\u0085c");
            log.Error(new InvalidOperationException("first\nsecond"), "Failed");
        }

        Assert.Equal(2, pod.Lines.Length);
        Assert.All(pod.Lines, line => JsonDocument.Parse(line).Dispose());
        Assert.DoesNotContain('\r', File.ReadAllText(pod["app2026112213.log"]));
    }

    [Fact]
    public void AnEventIsInTheFileBeforeTheCallReturns()
    {
        using var pod = new Pod(nameof(AnEventIsInTheFileBeforeTheCallReturns));
        using var log = pod.Start();

        log.Information("Order {Id}", 1);

        Assert.Equal(pod.Status.BytesWritten, new FileInfo(pod.Status.CurrentSegment!).Length);
        Assert.EndsWith("\n", File.ReadAllText(pod.Status.CurrentSegment!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConcurrentEmittersLoseNothingWithoutCountingIt()
    {
        using var pod = new Pod(nameof(ConcurrentEmittersLoseNothingWithoutCountingIt));
        var disk = new FaultyDisk { Room = 700_000 };
        const int threads = 4;
        const int each = 3_000;

        using (var log = pod.Start(segmentSizeBytes: 16_384, disk: disk.Wrap))
        {
            var start = new TaskCompletionSource();
            var emitters = Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
            {
                await start.Task;
                for (var i = 0; i < each; i++) log.Information("Order {Id} of {Thread} placed", i, thread);
            })).ToArray();
            start.SetResult();
            await Task.WhenAll(emitters);
        }

        var lines = pod.Lines;
        Assert.InRange(pod.Status.EventsDropped, 1, threads * each - 1);
        Assert.Equal(threads * each, pod.Status.EventsWritten + pod.Status.EventsDropped);
        Assert.Equal(pod.Status.EventsWritten, lines.Length);
        Assert.Equal(lines.Length, lines.Select(Key).Distinct().Count());
        Assert.Equal(
            pod.Status.EventsDropped, pod.Segments.Sum(name => pod.Seal(name.ToString()).Dropped.Values.Sum()));
        pod.AssertSealed();
    }

    [Fact]
    public void AnEventThatCannotBeFormattedLeavesNothingBehind()
    {
        using var pod = new Pod(nameof(AnEventThatCannotBeFormattedLeavesNothingBehind));

        using (var log = pod.Start())
        {
            log.Write(Unformattable());
            log.Information("Fine");
        }

        Assert.Single(pod.Lines);
        Assert.Equal(1, pod.Status.DroppedByReason["format_failed"]);
        Assert.Equal(1, pod.Seal("app2026112213.log").Dropped["format_failed"]);
        pod.AssertSealed();
    }

    [Fact]
    public void WhatIsDroppedCanBeWrittenElsewhere()
    {
        using var pod = new Pod(nameof(WhatIsDroppedCanBeWrittenElsewhere));
        File.WriteAllText(pod.Logs + ".file", "in the way");
        var elsewhere = new List<LogEvent>();

        using (var log = new LoggerConfiguration()
            .WriteTo.FallbackChain(
                writeTo => writeTo.LogPair(
                    new LogPairOptions { Directory = pod.Logs + ".file/logs", TimeProvider = pod.Time }),
                writeTo => writeTo.Sink(new Collector(elsewhere)))
            .CreateLogger())
            log.Information("Order {Id}", 1);

        Assert.Single(elsewhere);
    }

    [Fact]
    public void AnEventAfterTheEndIsCounted()
    {
        using var pod = new Pod(nameof(AnEventAfterTheEndIsCounted));
        var sink = pod.Start();
        sink.Dispose();

        sink.Information("Too late");

        Assert.Equal(1, pod.Status.DroppedByReason["closed"]);
    }

    [Fact]
    public void TheMeterShowsTheNumbersOfTheStatus()
    {
        using var pod = new Pod(nameof(TheMeterShowsTheNumbersOfTheStatus));
        const string stream = "metered";
        var sums = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "LogPair.Generator") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            // Other tests run meanwhile, with other streams.
            if (!tags.Contains(new("stream", stream))) return;
            var reason = tags.ToArray().FirstOrDefault(tag => tag.Key == "reason").Value;
            var key = reason is null ? instrument.Name : $"{instrument.Name}:{reason}";
            lock (sums) sums[key] = sums.GetValueOrDefault(key) + value;
        });
        listener.Start();

        using (var log = new LoggerConfiguration().WriteTo.LogPair(pod.Logs, stream, status: pod.Status).CreateLogger())
        {
            log.Information("One");
            log.Information("Two");
            log.Write(Unformattable());
        }

        Assert.Equal(
            new Dictionary<string, long>
            {
                ["logpair.generator.events.written"] = pod.Status.EventsWritten,
                ["logpair.generator.bytes.written"] = pod.Status.BytesWritten,
                ["logpair.generator.events.dropped:format_failed"] = pod.Status.EventsDropped,
                ["logpair.generator.segments.sealed"] = pod.Status.SegmentsSealed,
            },
            sums);
    }

    private static string Key(string line)
    {
        using var json = JsonDocument.Parse(line);
        return $"{json.RootElement.GetProperty("Thread")}/{json.RootElement.GetProperty("Id")}";
    }

    private static LogEvent Unformattable() => new(
        DateTimeOffset.UnixEpoch, LogEventLevel.Information, exception: null,
        new Serilog.Parsing.MessageTemplateParser().Parse("{Value}"),
        [new LogEventProperty("Value", new ThrowingValue())]);

    private sealed class ThrowingValue : LogEventPropertyValue
    {
        public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
            throw new FormatException("no text for you");
    }

    private sealed class Collector(List<LogEvent> events) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => events.Add(logEvent);
    }
}
