using System.CommandLine;
using LogPair.Host.Workload;

namespace LogPair.Host.Commands;

/// <summary>The flags that say how much a workload writes; <c>generate</c> and <c>demo</c> share them.</summary>
internal sealed class WorkloadFlags
{
    private readonly Option<double> _rate;
    private readonly Option<TimeSpan?> _duration;
    private readonly Option<int> _seed;
    private readonly Option<string?> _truth;

    public WorkloadFlags(Command command, double defaultRate)
    {
        _rate = new Option<double>("--rate")
        {
            HelpName = "LINES_PER_S",
            Description = "Lines a second, spread evenly; 0 for as many as it can.",
            DefaultValueFactory = _ => defaultRate,
        };
        _duration = new Option<TimeSpan?>("--duration")
        {
            HelpName = "DURATION",
            Description = "How long to write, for example 30s or 5m. [default: until Ctrl-C]",
            CustomParser = DurationOption.Read,
        };
        _seed = new Option<int>("--seed")
        {
            HelpName = "N",
            Description = "The same seed writes the same events, timestamps aside.",
            DefaultValueFactory = _ => 1,
        };
        _truth = new Option<string?>("--truth")
        {
            HelpName = "FILE",
            Description = "Where to put, at the end, exactly what was written, as JSON; - for standard output.",
        };
        _rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or double.NaN)
                result.AddError("--rate: expected is a number that is not negative.");
        });
        foreach (Option option in (Option[])[_rate, _duration, _seed, _truth]) command.Options.Add(option);
    }

    /// <summary>Null, - or a path.</summary>
    public string? Truth(ParseResult parsed) => parsed.GetValue(_truth);

    /// <param name="count">Events after which to end; null for no such limit.</param>
    public WorkloadOptions Read(ParseResult parsed, long? count) => new()
    {
        Rate = parsed.GetValue(_rate),
        Duration = parsed.GetValue(_duration),
        Seed = parsed.GetValue(_seed),
        Count = count,
    };
}
