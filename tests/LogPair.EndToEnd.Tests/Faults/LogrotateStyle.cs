namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// Debian's logrotate, forced, with <c>create</c>: rename, a new file, a signal to the writer, and perhaps gzip.
/// </summary>
internal class LogrotateStyle : RotatedStyle
{
    private readonly string[] _options;

    /// <param name="name">For the test's name.</param>
    /// <param name="options">As they stand in logrotate.conf.</param>
    public LogrotateStyle(string name, params string[] options)
    {
        Name = name;
        _options = options;
    }

    public override string Name { get; }

    public override bool RollsUnseen => true;

    /// <summary>The file alone: that its rolled names belong to it, the processor knows.</summary>
    public override string Input(string logs) => Target(logs);

    /// <summary>What is missing to use it; null if it is there.</summary>
    public static async Task<string?> MissingAsync(CancellationToken cancel) =>
        await Tool.TryRunAsync("logrotate", ["--version"], cancel) is null
            ? "There is no logrotate (apt-get install logrotate)."
            : null;

    public override async Task RollAsync(Scenario scenario)
    {
        await scenario.Writer.StartedAsync(scenario.Cancel);
        scenario.Evidence.Refresh();
        var configuration = Path.Combine(scenario.ScratchPath, "logrotate.conf");
        await File.WriteAllTextAsync(configuration, Configuration(scenario), scenario.Cancel);
        await Tool.RunAsync(
            "logrotate", ["-f", "-s", Path.Combine(scenario.ScratchPath, "logrotate.state"), configuration], scenario.Cancel);
        await RolledAsync(scenario);
        scenario.Evidence.ReleaseDeleted();
    }

    /// <summary>
    /// What logrotate runs after the rename: the new file is not empty once the writer has let go of the old one.
    /// </summary>
    protected virtual string AfterRename(Scenario scenario) => $"""
            postrotate
              kill -HUP {scenario.Writer.Id}
              until [ -s {Target(scenario.LogsPath)} ]; do sleep 0.01; done
            endscript
        """;

    protected virtual Task RolledAsync(Scenario scenario) => scenario.ReopenedAsync();

    private string Configuration(Scenario scenario) => $$"""
        {{Target(scenario.LogsPath)}} {
            rotate 1000
            missingok
            {{string.Join("\n    ", _options)}}
        {{AfterRename(scenario)}}
        }

        """;
}
