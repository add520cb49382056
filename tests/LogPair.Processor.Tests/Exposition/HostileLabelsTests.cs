using System.Text;
using System.Text.Json;
using CsCheck;
using LogPair.Processor.Tests.Pipeline;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;
using Prometheus;

namespace LogPair.Processor.Tests.Exposition;

/// <summary>Whatever a log line or a file's name holds comes out as one label value, and as nothing else.</summary>
public class HostileLabelsTests
{
    private const string Rules = """
        metrics:
          - { name: a_total, type: counter, labels: { v: V } }
          - { name: b_seconds, type: histogram, value: 1, buckets: [2], labels: { v: V } }
          - { name: c_seconds, type: summary, value: 1, labels: { v: V } }
          - { name: d, type: gauge, value: 1, labels: { v: V } }
        """;

    private static readonly string[] Counts = ["a_total", "b_seconds_count", "c_seconds_count"];

    private static readonly Gen<string> Part = Gen.OneOf(
        OneOf(
            "\"", "\\", "\n", "\r", "\\n", "\"} 1\n", "\nb_total 7\n", "# EOF\n", "{", "}", ",", "=", "\t", " ", "\u0000", "\u001b[2J",
            "\u0085", "\u2028", "\ud83d\ude00", "é", "# HELP a_total x", "__name__", "\u007f", "%s", "{{ $labels }}", "<script>", "\ufeff"),
        Gen.String[0, 6]);

    private static readonly Gen<string> Value = Part.Array[0, 5].Select(string.Concat).Where(IsText);

    [Fact]
    public void WhatALineSaysIsOneLabelValueInBothFormats() => Value.Array[1, 12].Sample(
        async values =>
        {
            using var volume = new TempVolume();
            File.WriteAllLines(volume["app.log"], values.Select(value => $$"""{"V":{{JsonSerializer.Serialize(value)}}}"""));
            using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
            processor.StepToEnd();

            // A label with no value is the same as none.
            var expected = values.GroupBy(value => value).ToDictionary(value => value.Key, value => (double)value.Count());
            foreach (var format in new[] { ExpositionFormat.PrometheusText, ExpositionFormat.OpenMetricsText })
            {
                var samples = StrictExposition.Read(await TextAsync(processor, format), format);
                foreach (var metric in Counts)
                {
                    var shown = samples.Where(sample => sample.Name == metric)
                        .ToDictionary(sample => sample.Labels.GetValueOrDefault("v", ""), sample => sample.Value);
                    Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), shown.OrderBy(pair => pair.Key, StringComparer.Ordinal));
                }

                Assert.DoesNotContain(samples, sample => sample.Name is "b_total");
            }
        },
        iter: 60,
        threads: 1);

    [Fact]
    public async Task BytesThatAreNoTextMakeNoSeriesTwiceAndPromtoolReadsAll()
    {
        using var volume = new TempVolume();
        byte[] lines =
        [
            .. "{\"V\":\"\xff\"}\n"u8, .. "{\"V\":\""u8, 0xff, .. "\"}\n{\"V\":\""u8, 0xfe, .. "\"}\n{\"V\":\""u8, 0xc3, .. "\"}\n"u8,
            .. "{\"V\":\"\\ud800\"}\n{\"V\":\"\\udc00x\"}\n{\"V\":\"\\u0000\"}\n{\"V\":\"a\\\"} 9\\nb_total 3\"}\n"u8,
        ];
        File.WriteAllBytes(volume["app.log"], lines);
        File.WriteAllText(volume["a\"b\\c{d}=e.log"], "{\"V\":1}\nhalf");
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, new FakeTimeProvider());
        processor.StepToEnd();

        var text = await TextAsync(processor, ExpositionFormat.PrometheusText);
        var samples = StrictExposition.Read(text, ExpositionFormat.PrometheusText);

        Assert.Equal(9, samples.Where(sample => sample.Name == "a_total").Sum(sample => sample.Value));
        Assert.Contains(samples, sample => sample.Labels.GetValueOrDefault("stream") == "a\"b\\c{d}=e.log");
        Assert.Empty(await Promtool.CheckMetricsAsync(text));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool IsText(string value)
    {
        try
        {
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetByteCount(value);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static async Task<string> TextAsync(SteppedProcessor processor, ExpositionFormat format)
    {
        using var text = new MemoryStream();
        await processor.Checkpointer.WriteMetricsAsync(text, format, () => { }, CancellationToken.None);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text.ToArray());
    }
}
