using System.Globalization;
using LogPair.Contract;
using LogPair.Generator;
using LogPair.Host.Units;
using LogPair.Host.Workload;

namespace LogPair.Host.Commands;

/// <summary>Writes a workload until it is complete or told to stop, then seals and tells the truth.</summary>
internal static class GenerateRunner
{
    // Far shorter than a segment takes to fill, far longer than a look takes.
    private static readonly TimeSpan RemoveEvery = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(GenerateOptions options, Surroundings surroundings)
    {
        try
        {
            return await WriteAsync(options, surroundings);
        }
        catch (ArgumentException exception)
        {
            surroundings.Error.WriteLine(exception.Message);
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            surroundings.Error.WriteLine($"generate failed: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> WriteAsync(GenerateOptions options, Surroundings surroundings)
    {
        var startedAt = surroundings.Time.GetTimestamp();
        var directory = options.LogsDirectory ?? DirectoryOf(surroundings.Variable(VolumeLayout.LogsVariable));
        var target = new GeneratorTarget(new LogPairOptions { Directory = directory });
        Truth truth;
        using (target)
        {
            var workload = new WorkloadRunner(options.Workload, target.TryWrite, surroundings.Time);
            var writing = Task.Run(() => workload.RunAsync(surroundings.Stop), CancellationToken.None);
            if (options.StateDirectory is { } state)
                await RemoveCountedAsync(new CountedSegments(directory, state), writing, surroundings.Time);
            truth = await writing;
        }

        TruthFile.Write(truth, options.Truth, surroundings);
        surroundings.Error.WriteLine(Summary(truth, target.Status, surroundings.Time.GetElapsedTime(startedAt)));
        return truth.Dropped == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string DirectoryOf(string? variable) =>
        string.IsNullOrEmpty(variable) ? LogPairOptions.DefaultDirectory : variable;

    private static async Task RemoveCountedAsync(CountedSegments segments, Task until, TimeProvider time)
    {
        while (!until.IsCompleted)
        {
            segments.Step();
            await Task.WhenAny(until, Task.Delay(RemoveEvery, time, CancellationToken.None));
        }
    }

    private static string Summary(Truth truth, LogPairStatus status, TimeSpan took)
    {
        var rate = truth.Events / Math.Max(took.TotalSeconds, 0.001);
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(truth.Events, "line")}, {ByteSize.Round(status.BytesWritten)}, "
            + $"{Quantity.Of(status.SegmentsSealed, "segment")} sealed in {took.TotalSeconds:N1} s "
            + $"({rate:N0} lines/s)");
        return truth.Dropped == 0
            ? summary
            : string.Create(CultureInfo.InvariantCulture, $"{summary}; {truth.Dropped:N0} DROPPED: {status.LastError}");
    }
}
