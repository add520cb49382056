using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Replaying;
using LogPair.Processor.Rules;

namespace LogPair.Host.Configuration;

/// <summary>What a process is to do: settings and rules, checked together, so that all problems show at once.</summary>
internal sealed record LoadedConfiguration
{
    private const string NoLogs = "no logs to count. Set --logs or LOGPAIR_LOGS to a directory or a glob, "
        + "or give inputs with a path in the rules file.";

    /// <summary>Usable only if there are no <see cref="Problems"/>.</summary>
    public required HostSettings Settings { get; init; }

    /// <inheritdoc cref="Settings"/>
    public required RuleSet Rules { get; init; }

    /// <summary>Every setting with the source of its value, in the table's order.</summary>
    public required IReadOnlyList<ResolvedSetting> Resolved { get; init; }

    /// <summary>What is wrong: first with the rules file, in its order, then with the settings.</summary>
    public required IReadOnlyList<ConfigurationProblem> Errors { get; init; }

    /// <summary>What is allowed but probably not meant.</summary>
    public required IReadOnlyList<ConfigurationProblem> Doubts { get; init; }

    /// <summary><see cref="Errors"/>, one line each.</summary>
    public IReadOnlyList<string> Problems => [.. Errors.Select(problem => problem.ToString())];

    /// <summary>The text of the rules file; null if there is none, or it cannot be read.</summary>
    public required string? FileText { get; init; }

    /// <summary>Whether the inputs of the rules file are among the <see cref="Settings"/>.</summary>
    public InputsOfFile Inputs { get; init; }

    /// <summary><see cref="Problems"/>, and those that only matter to whoever follows growing files.</summary>
    public IReadOnlyList<string> ProblemsOfRun =>
        Settings.Logs.Count > 0 || Inputs == InputsOfFile.Unknown ? Problems : [.. Problems, NoLogs];

    /// <summary><see cref="Doubts"/>, one line each.</summary>
    public IReadOnlyList<string> Warnings => [.. Doubts.Select(problem => problem.ToString())];

    /// <summary>What the processor is told to do.</summary>
    /// <exception cref="InvalidOperationException">There are no logs, so there is no place for the state.</exception>
    public ProcessorOptions ToProcessorOptions() => new()
    {
        Inputs = [.. Settings.Logs.Select(path => new InputRule { Path = path, Reading = ReadingOf(path) })],
        StateDirectory = Settings.StateDirectory ?? throw new InvalidOperationException("Nothing to count."),
        Rules = Rules,
        MaxLineBytes = Settings.MaxLineBytes,
        Lanes = Settings.Lanes,
        CheckpointInterval = Settings.CheckpointInterval,
        Durability = Settings.Durability,
        MinPollInterval = Settings.MinPollInterval,
        MaxPollInterval = Settings.MaxPollInterval,
        StopTimeout = Settings.StopTimeout,
        Doorbell = Settings.Doorbell,
        HasLineSamples = Settings.SampleLines,
    };

    /// <summary>What a replay of <paramref name="files"/> is told to do.</summary>
    /// <param name="files">As they are named.</param>
    /// <param name="input">How they are to be read, if not as the rules' inputs say.</param>
    public ReplayOptions ToReplayOptions(IReadOnlyList<string> files, InputRule? input = null) => new()
    {
        Files = files,
        Inputs = input is null ? [.. Rules.Inputs.Select(each => each.Reading), OnlyReading] : [input.Reading],
        InputOf = input is null ? InputOf : _ => 0,
        Rules = Rules,
        MaxLineBytes = Settings.MaxLineBytes,
        Lanes = Settings.Lanes,
    };

    /// <summary>The first input whose pattern matches a file; if there is none, what applies to other paths.</summary>
    private Func<string, int> InputOf
    {
        get
        {
            var globs = Rules.Inputs.Select(input => FileGlob.Parse(input.Path)).ToList();
            return path => globs.FindIndex(glob => glob.Matches(path)) is >= 0 and var input ? input : globs.Count;
        }
    }

    /// <summary>A path that no input names is read as the only input is, if there is just one.</summary>
    private InputReading ReadingOf(string path) =>
        Rules.Inputs.FirstOrDefault(input => input.Path == path)?.Reading ?? OnlyReading;

    private InputReading OnlyReading => Rules.Inputs is [var only] ? only.Reading : InputReading.Default;
}
