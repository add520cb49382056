using System.CommandLine;
using System.Globalization;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>startup BINARY</c>: size, time to the first answer, idle memory.</summary>
internal static class StartupCommand
{
    private const double Mebibyte = 1024 * 1024;

    public static Command Create()
    {
        var binary = new Argument<FileInfo>("BINARY") { Description = "The published executable" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 10 };
        var idle = new Option<int>("--idle-seconds") { Description = "Before memory is read", DefaultValueFactory = _ => 5 };
        var command = new Command("startup", "Measure size, time to the first answer of /metrics, and idle memory")
        {
            binary, rounds, idle,
        };
        command.SetAction((parsed, cancel) =>
        {
            var rest = TimeSpan.FromSeconds(parsed.GetValue(idle));
            return MeasureAsync(parsed.GetRequiredValue(binary), parsed.GetValue(rounds), rest, cancel);
        });
        return command;
    }

    private static async Task MeasureAsync(FileInfo binary, int rounds, TimeSpan idle, CancellationToken cancel)
    {
        var starts = new List<Start>();
        for (var round = 0; round < rounds; round++)
        {
            starts.Add(await StartMeter.RunAsync(binary.FullName, TimeSpan.Zero, cancel));
        }

        var resting = await StartMeter.RunAsync(binary.FullName, idle, cancel);

        double[] milliseconds = [.. starts.Select(s => s.FirstAnswer.TotalMilliseconds)];
        var answer = string.Create(
            CultureInfo.InvariantCulture, $"{Median.Of(milliseconds):F0} ms ({milliseconds.Min():F0}–{milliseconds.Max():F0})");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | what | value |
            | --- | --- |
            | executable | {binary.Length / Mebibyte:F1} MiB |
            | start to first 200 of `/metrics`, median of {rounds} | {answer} |
            | resident after {idle.TotalSeconds} s idle | {resting.ResidentBytes / Mebibyte:F1} MiB |
            | of that anonymous | {resting.AnonymousBytes / Mebibyte:F1} MiB |
            """));
    }
}
