using LogPair.Host.Logging;
using LogPair.Host.Web;
using LogPair.Host.Workload;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace LogPair.Host.Demo;

/// <summary>Runs the pair, shows it, and in the end compares every counter with the truth.</summary>
internal sealed class DemoRunner
{
    private readonly DemoOptions _options;
    private readonly Surroundings _surroundings;

    // Where people look. Standard output is left to the truth if it goes there.
    private readonly TextWriter _people;
    private readonly bool _isTerminal;

    private DemoRunner(DemoOptions options, Surroundings surroundings, TextWriter output)
    {
        _options = options;
        _surroundings = surroundings;
        (_people, _isTerminal) = options.Truth == TruthFile.StandardOutput
            ? (surroundings.Error, surroundings.IsErrorTerminal)
            : (output, surroundings.IsOutputTerminal);
    }

    public static async Task<int> RunAsync(DemoOptions options, Surroundings surroundings)
    {
        await using var output = new StreamWriter(surroundings.Output, leaveOpen: true) { AutoFlush = true };
        try
        {
            return await new DemoRunner(options, surroundings, output).RunAsync();
        }
        catch (ListenException exception)
        {
            surroundings.Error.WriteLine(exception.Message);
            return exception.IsWrongAddress ? ExitCode.WrongUse : ExitCode.Failed;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            surroundings.Error.WriteLine($"demo failed: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private async Task<int> RunAsync()
    {
        using var volume = new DemoVolume(_options.VolumeEnd);
        using var loggers = HostLogging.Create(LogFormat.Auto, LogLevel.Warning, _surroundings);
        await using var pair = await DemoPair.CreateAsync(_options, volume, _surroundings.Time, loggers,
            _surroundings.Stop);
        SayHello(volume, pair);

        var running = pair.RunAsync(_surroundings.Stop);
        await ShowAsync(pair, volume, running);
        var truth = await running;
        var verdict = DemoVerdict.Compare(truth, await pair.ScrapeAsync(CancellationToken.None));

        _people.WriteLine(verdict);
        if (truth.Dropped > 0)
            _people.WriteLine($"{truth.Dropped} events were dropped before they were written; "
                + "none of them is in the truth.");
        TruthFile.Write(truth, _options.Truth, _surroundings);
        return verdict.IsExact ? ExitCode.Done : ExitCode.Failed;
    }

    private void SayHello(DemoVolume volume, DemoPair pair)
    {
        _people.WriteLine($"A web shop logs to {volume.Logs}; the processor counts it.");
        _people.WriteLine($"See it live  {pair.Address.Url("/")}");
        _people.WriteLine($"Metrics      {pair.Address.Url("/metrics")}");
        _people.WriteLine($"Try next     logpair top --url {pair.Address.Url("")}   the same in a terminal");
        _people.WriteLine($"             logpair init {volume.Logs}   rules to begin with, from these lines");
        if (_options.VolumeEnd == DemoVolumeEnd.Keep) _people.WriteLine($"The volume stays at {volume.Root}.");
    }

    private async Task ShowAsync(DemoPair pair, DemoVolume volume, Task running)
    {
        var meter = new DemoMeter(pair, volume, _surroundings.Time);
        if (!_isTerminal)
        {
            await ShowAsync(new PlainDemoView(_people), meter, running);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_people) });
        await console.Live(LiveDemoView.Empty())
            .StartAsync(display => ShowAsync(new LiveDemoView(display), meter, running));
    }

    private async Task ShowAsync(IDemoView view, DemoMeter meter, Task running)
    {
        while (true)
        {
            await Task.WhenAny(running, Task.Delay(view.Interval, _surroundings.Time, CancellationToken.None));
            if (running.IsFaulted) return;
            view.Show(await meter.ReadAsync(CancellationToken.None));
            if (running.IsCompleted) return;
        }
    }
}
