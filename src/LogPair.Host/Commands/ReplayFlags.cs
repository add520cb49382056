using System.CommandLine;
using System.CommandLine.Parsing;
using LogPair.Contract;

namespace LogPair.Host.Commands;

/// <summary>The flags of <c>replay</c> that are no settings, and which of them go together.</summary>
internal sealed class ReplayFlags
{
    private readonly Option<ReplayForm> _format = new("--format")
    {
        HelpName = "text|openmetrics",
        Description = "Prometheus text 0.0.4, or OpenMetrics 1.0. [default: text]",
        CustomParser = ReadForm,
    };

    private readonly Option<bool> _timestamps = new("--timestamps")
    {
        Description = "Give every sample the time of the log's own events, for promtool to make blocks of. Needs --format openmetrics.",
    };

    private readonly Option<TimeSpan?> _step = new("--step")
    {
        HelpName = "DURATION",
        Description = "With --timestamps: time between two samples of a series, for example 15s. [default: 1m]",
        CustomParser = ReadStep,
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Replay again whenever the rules file changes, and show what that changes. Needs a rules file.",
    };

    public ReplayFlags(Command command)
    {
        _format.CompletionSources.Clear();
        _format.CompletionSources.Add("text", "openmetrics");
        foreach (Option option in (Option[])[_format, _timestamps, _step, _watch]) command.Options.Add(option);
    }

    public ReplayForm Form(ParseResult parsed) => parsed.GetValue(_format);

    public bool IsWatch(ParseResult parsed) => parsed.GetValue(_watch);

    /// <summary>Null without timestamps.</summary>
    public TimeSpan? Step(ParseResult parsed) =>
        parsed.GetValue(_timestamps) ? parsed.GetValue(_step) ?? TimeSpan.FromMinutes(1) : null;

    /// <summary>Which flags do not go together, and what to do; null if all do.</summary>
    public string? Conflict(ParseResult parsed)
    {
        var isOpenMetrics = Form(parsed) == ReplayForm.OpenMetrics;
        var hasTimes = parsed.GetValue(_timestamps);
        if (IsWatch(parsed) && (hasTimes || isOpenMetrics))
            return "--watch: it shows a table, so --format and --timestamps have no meaning. Leave them out.";
        if (hasTimes && !isOpenMetrics) return "--timestamps: promtool reads them from OpenMetrics only. Add --format openmetrics.";
        return !hasTimes && parsed.GetValue(_step) is not null
            ? "--step: it is the time between two timestamps. Add --timestamps."
            : null;
    }

    private static ReplayForm ReadForm(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        switch (text.ToUpperInvariant())
        {
            case "TEXT":
                return ReplayForm.Text;
            case "OPENMETRICS":
                return ReplayForm.OpenMetrics;
            default:
                result.AddError($"--format: '{text}' is not a format. Expected is text or openmetrics.");
                return default;
        }
    }

    private static TimeSpan? ReadStep(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Duration.TryParse(text, out var step) && step.Ticks % TimeSpan.TicksPerSecond == 0
            && step >= TimeSpan.FromSeconds(1) && step <= TimeSpan.FromDays(1))
        {
            return step;
        }

        result.AddError($"--step: '{text}' is not a step. Expected is a duration in whole seconds from 1s to 1d, for example 15s or 1m.");
        return null;
    }
}
