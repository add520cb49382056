using LogPair.Host.Series;
using LogPair.Processor.Framing;

namespace LogPair.Host.RuleTests;

/// <summary>Runs tests, each as a replay of its own: the same stages as a running processor has.</summary>
internal sealed class RuleTestRunner : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("logpair-test-");
    private readonly TimeProvider _time;

    public RuleTestRunner(TimeProvider time) => _time = time;

    public void Dispose() => _directory.Delete(recursive: true);

    public async Task<RuleTestResult> RunAsync(RuleTestFile file, RuleTest test, CancellationToken cancel)
    {
        var startedAt = _time.GetTimestamp();
        var lines = test.File ?? await WriteAsync(test.Lines ?? "", cancel);
        var options = file.Configuration.ToReplayOptions([lines], test.Input) with { Lanes = 1 };

        // Lines in a test are text; only files have an encoding.
        if (test.File is null)
        {
            options = options with
            {
                Inputs = [.. options.Inputs.Select(input => input with { Encoding = TextEncoding.Utf8 })],
            };
        }

        var replayed = await Replayed.RunAsync(options, cancel);
        return new RuleTestResult(test, Comparison.Differences(test.Expected, replayed), _time.GetElapsedTime(startedAt));
    }

    private async Task<string> WriteAsync(string lines, CancellationToken cancel)
    {
        var path = Path.Combine(_directory.FullName, "lines.log");
        await File.WriteAllTextAsync(path, lines, cancel);
        return path;
    }
}
