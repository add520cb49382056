using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LogPair.Host.Commands;

/// <summary>All verbs, and how a command line becomes an exit code.</summary>
internal static class CommandLine
{
    private const string Summary = "Exact Prometheus metrics from the logs an application already writes.";

    private const string Details = """
        Start here:
          logpair demo                       the whole pair on this machine
          logpair run --logs /var/log/app    count what is written there,
                                             serve it at :9464/metrics
          logpair init app.log > rules.yaml  rules of your own, from real lines
          logpair replay old/*.log           the metrics of files at rest
          logpair top                        watch it
          logpair doctor                     why does it not work?

        Every setting can be given as a flag, an environment variable or under settings:
        in the rules file; the first of these that gives it wins.
        'logpair config show' prints each value and where it came from.

        Exit codes: 0 done, 1 failed, 2 wrong use or configuration.
        """;

    /// <returns>The process's exit code.</returns>
    public static async Task<int> InvokeAsync(string[] arguments, Surroundings surroundings)
    {
        var parsed = Build(surroundings).Parse(arguments);
        await using var output = new StreamWriter(surroundings.Output, leaveOpen: true) { AutoFlush = true };
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (UnknownOptions.Find(parsed) is { Count: > 0 } unknown)
        {
            foreach (var problem in unknown) await surroundings.Error.WriteLineAsync(problem);
            return await HintAtHelpAsync(parsed, surroundings);
        }

        if (parsed.Action is not ParseErrorAction wrongUse) return await InvokeAsync(parsed, configuration);

        // Whoever said nothing wants the overview; otherwise it would push what is wrong off the screen.
        wrongUse.ShowHelp = arguments.Length == 0;
        configuration.Output = surroundings.Error;
        await parsed.InvokeAsync(configuration, CancellationToken.None);
        return await HintAtHelpAsync(parsed, surroundings);
    }

    private static async Task<int> HintAtHelpAsync(ParseResult parsed, Surroundings surroundings)
    {
        await surroundings.Error.WriteLineAsync($"Try '{NameOf(parsed.CommandResult.Command)} --help'.");
        return ExitCode.WrongUse;
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, InvocationConfiguration configuration)
    {
        try
        {
            return await parsed.InvokeAsync(configuration, CancellationToken.None);
        }
        catch (IOException exception)
        {
            // Standard output was closed, mostly: 'logpair replay … | head'.
            await configuration.Error.WriteLineAsync(
                $"{NameOf(parsed.CommandResult.Command)} failed: {exception.Message}");
            return ExitCode.Failed;
        }
        catch (Exception exception)
        {
            // Every expected failure was explained where it happened.
            await configuration.Error.WriteLineAsync(
                $"logpair failed, and that is a bug. Please report it with this text:\n{exception}");
            return ExitCode.Failed;
        }
    }

    /// <summary>The whole grammar.</summary>
    internal static RootCommand Build(Surroundings surroundings)
    {
        var root = new RootCommand(Summary)
        {
            RunCommand.Create(surroundings),
            DemoCommand.Create(surroundings),
            GenerateCommand.Create(surroundings),
            ReplayCommand.Create(surroundings),
            InitCommand.Create(surroundings),
            CheckCommand.Create(surroundings),
            TestCommand.Create(surroundings),
            ConfigCommand.Create(surroundings),
            TopCommand.Create(surroundings),
            HealthcheckCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            CompletionCommand.Create(surroundings),
        };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!, Details);
        return root;
    }

    private static string NameOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{NameOf(parent)} {command.Name}"
        : command.Name;

    /// <summary>The version alone, without the commit that the build appends.</summary>
    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProductVersion.Text);
            return ExitCode.Done;
        }
    }
}
