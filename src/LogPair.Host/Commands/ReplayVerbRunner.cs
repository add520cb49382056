using System.Globalization;
using LogPair.Host.Configuration;
using LogPair.Host.Logging;
using LogPair.Host.Units;
using LogPair.Processor.Pipeline.Backfilling;
using LogPair.Processor.Pipeline.Replaying;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Commands;

/// <summary>Replays files and prints their metrics.</summary>
internal static class ReplayVerbRunner
{
    /// <param name="patterns">Files, directories or globs; a shell that did not expand them leaves that to us.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> patterns, ReplayForms forms, IReadOnlyDictionary<string, string> flags,
        Surroundings surroundings)
    {
        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        var named = NamedFiles.Find(patterns);
        var problems = configuration.Problems.Concat(named.Problems).Concat(Timeless(configuration, forms)).ToList();
        foreach (var problem in problems) surroundings.Error.WriteLine(problem);
        if (problems.Count > 0) return ExitCode.WrongUse;

        foreach (var warning in configuration.Warnings) surroundings.Error.WriteLine($"warning: {warning}");
        try
        {
            using var loggers = HostLogging.Create(configuration.Settings.LogFormat, LevelOf(configuration), surroundings);
            var options = configuration.ToReplayOptions(named.Files) with
            {
                Step = forms.Step,
                Logger = loggers.CreateLogger("LogPair.Replay"),
            };
            return await ReplayAsync(options, forms, surroundings);
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine("Interrupted. What was printed, if anything, is not the whole.");
            return ExitCode.Failed;
        }
    }

    // Its summary is what a replay has to say, unless somebody asks for more; warnings come all the same.
    private static LogLevel LevelOf(LoadedConfiguration configuration) =>
        configuration.Settings.LogLevel == LogLevel.Information ? LogLevel.Warning : configuration.Settings.LogLevel;

    private static async Task<int> ReplayAsync(ReplayOptions options, ReplayForms forms, Surroundings surroundings)
    {
        var startedAt = surroundings.Time.GetTimestamp();
        var progress = surroundings.IsErrorTerminal
            ? new ReplayProgressLine(surroundings.Error, surroundings.Time)
            : null;
        ReplayResult result;
        try
        {
            result = await Task.Run(() => ReplayRunner.Run(options, progress, surroundings.Stop),
                CancellationToken.None);
        }
        finally
        {
            progress?.Clear();
        }

        var isWritten = await WriteAsync(result, forms, surroundings);
        await surroundings.Output.FlushAsync(CancellationToken.None);
        foreach (var problem in result.Problems) surroundings.Error.WriteLine($"{problem.Path}: {problem.Reason}");
        surroundings.Error.WriteLine(Summary(result, surroundings.Time.GetElapsedTime(startedAt)));
        return result.Problems.Count == 0 && isWritten ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<bool> WriteAsync(ReplayResult result, ReplayForms forms, Surroundings surroundings)
    {
        if (forms.Step is null)
        {
            await result.WriteMetricsAsync(surroundings.Output, forms.Form == ReplayForm.OpenMetrics, surroundings.Stop);
            return true;
        }

        if (result.Backfill is not { } backfill)
        {
            surroundings.Error.WriteLine("No event has a time that can be read, so there is nothing to give timestamps to. "
                + "See the time of your format in docs/rules.md.");
            return false;
        }

        backfill.Write(surroundings.Output, surroundings.Stop);
        surroundings.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(backfill.Steps, "step")} with events, {backfill.First:yyyy-MM-dd HH:mm:ss}Z to {backfill.Last:yyyy-MM-dd HH:mm:ss}Z"));
        return true;
    }

    private static IEnumerable<string> Timeless(LoadedConfiguration configuration, ReplayForms forms) =>
        forms.Step is null
            ? []
            : configuration.Rules.Metrics
                .Where(rule => !Backfill.Supports(rule.Definition.Type))
                .Select(rule => $"{rule.Definition.Name} is a {rule.Definition.Type.ToString().ToLowerInvariant()}: with --timestamps there are "
                    + "counters, gauges and histograms only. Leave it out of the rules for this.");

    private static string Summary(ReplayResult result, TimeSpan took)
    {
        var (lines, bytes, unparsed, lost) = result.Counts;
        var rate = ByteSize.Round(bytes / Math.Max(took.TotalSeconds, 0.001));
        var files = Quantity.Of(result.Files, "file");
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Of(lines, "line")}, {ByteSize.Round(bytes)} of {files} in {took.TotalSeconds:N1} s ({rate}/s)");
        if (unparsed > 0) summary += $"; {Quantity.Of(unparsed, "line")} not parsed, see logpair_unparsed_lines_total";
        if (lost > 0) summary += $"; {Quantity.Of(lost, "line")} lost, see logpair_lost_lines_total";
        var lostBytes = result.Counts.LostBytes;
        if (lostBytes > 0) summary += $"; {ByteSize.Round(lostBytes)} lost, see logpair_lost_bytes_total";
        return summary;
    }
}
