using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Joining;

/// <summary>What Docker and a CRI runtime wrote of one program; how, is in the script beside the samples.</summary>
public sealed class ContainerSampleTests
{
    private const string Rules = """
        metrics:
          - { name: events_total, type: counter, labels: { level: "@l", status: status, stream: stream } }
        """;

    // The program's own source says what it wrote: 40 requests, each tenth with an error, a warning longer than a
    // runtime's line, two lines of a trace, and words without a line feed. CRI cuts the long line in three, Docker in two.
    [Theory]
    [InlineData("docker-json-file.log", 49, 1)]
    [InlineData("cri-k8s-file.log", 50, 2)]
    public async Task EveryLineOfTheProgramIsCountedByItsStream(string sample, int lines, int joined)
    {
        using var volume = new TempVolume();
        File.Copy(Repository.Path($"tests/LogPair.Processor.Tests/Parsing/Samples/{sample}"), volume["a.log"]);
        var time = new FakeTimeProvider();
        using var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, time, maxLineBytes: 100_000);

        // The last words are held: a pass with held lines is never idle.
        processor.StepToRest();
        time.Advance(TimeSpan.FromMinutes(1));
        processor.StepToEnd();

        var samples = await processor.ScrapeAsync();
        Assert.Equal(lines, samples["logpair_lines_total"]);
        Assert.Equal(joined, samples["logpair_joined_lines_total"]);
        Assert.Equal(13, samples[Series("Information", "200", "stdout")]);
        Assert.Equal(14, samples[Series("Information", "300", "stdout")]);
        Assert.Equal(13, samples[Series("Information", "400", "stdout")]);
        Assert.Equal(4, samples[Series("Error", "", "stderr")]);
        Assert.Equal(1, samples[Series("Warning", "", "stdout")]);
        Assert.Equal(3, samples["logpair_unparsed_lines_total{reason=\"not_an_object\"}"]);
    }

    private static string Series(string level, string status, string stream) =>
        $"events_total{{level=\"{level}\",status=\"{status}\",stream=\"{stream}\"}}";
}
