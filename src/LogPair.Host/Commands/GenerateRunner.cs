using System.Globalization;
using LogPair.Contract;
using LogPair.Generator;
using LogPair.Host.Units;
using LogPair.Host.Workload;
using GeneratorVariables = LogPair.Generator.Settings.GeneratorVariables;

namespace LogPair.Host.Commands;

/// <summary>Writes a workload until it is complete or told to stop, then seals and tells the truth.</summary>
internal static class GenerateRunner
{
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
        var target = new GeneratorTarget(Retained(options, surroundings) with { Directory = directory });
        Truth truth;
        using (target)
        {
            var workload = new WorkloadRunner(options.Workload, target.TryWrite, surroundings.Time);
            truth = await Task.Run(() => workload.RunAsync(surroundings.Stop), CancellationToken.None);
        }

        TruthFile.Write(truth, options.Truth, surroundings);
        surroundings.Error.WriteLine(Summary(truth, target.Status, surroundings.Time.GetElapsedTime(startedAt)));
        return truth.Dropped == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string DirectoryOf(string? variable) =>
        string.IsNullOrEmpty(variable) ? LogPairOptions.DefaultDirectory : variable;

    /// <summary>
    /// Without a processor's state, all that was written stays, to be looked at or replayed. A limit that was set holds
    /// in any case: a volume over its size limit costs the Pod.
    /// </summary>
    private static LogPairOptions Retained(GenerateOptions options, Surroundings surroundings)
    {
        if (options.StateDirectory is not null || IsSet(VolumeLayout.StateVariable, surroundings))
            return new LogPairOptions { StateDirectory = options.StateDirectory };

        var isLimited = IsSet(GeneratorVariables.VolumeBudget, surroundings)
            || IsSet(GeneratorVariables.VolumeSizeLimit, surroundings);
        return new LogPairOptions
        {
            KeepSegments = IsSet(GeneratorVariables.KeepSegments, surroundings) ? null : int.MaxValue,
            MaxVolumeBytes = isLimited ? null : long.MaxValue,
        };
    }

    private static bool IsSet(string variable, Surroundings surroundings) =>
        !string.IsNullOrEmpty(surroundings.Variable(variable));

    private static string Summary(Truth truth, LogPairStatus status, TimeSpan took)
    {
        var rate = truth.Events / Math.Max(took.TotalSeconds, 0.001);
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(truth.Events, "line")}, {ByteSize.Round(status.BytesWritten)}, "
            + $"{Quantity.Of(status.SegmentsSealed, "segment")} sealed in {took.TotalSeconds:N1} s "
            + $"({rate:N0} lines/s)");
        if (status.LinesDeletedUnread > 0)
        {
            summary += string.Create(CultureInfo.InvariantCulture,
                $"; {status.LinesDeletedUnread:N0} DELETED UNREAD to stay within the budget");
        }

        return truth.Dropped == 0
            ? summary
            : string.Create(CultureInfo.InvariantCulture, $"{summary}; {truth.Dropped:N0} DROPPED: {status.LastError}");
    }
}
