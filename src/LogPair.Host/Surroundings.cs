using LogPair.Host.Terminal;

namespace LogPair.Host;

/// <summary>Everything outside the process that a command touches, so that a test can stand in for it.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard output. Carries results only: metrics, truth, configuration.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error. Carries what is said to people: logs, progress, problems.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>False when the output goes to a file or a pipe: no colours, nothing that redraws itself.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <inheritdoc cref="IsOutputTerminal"/>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether standard output understands colours and nobody has forbidden them; see no-color.org.</summary>
    public bool HasColours => IsOutputTerminal && string.IsNullOrEmpty(Variable("NO_COLOR"));

    /// <summary>Columns and rows of the terminal; asked again whenever something is drawn, because it may change.</summary>
    public Func<(int Columns, int Rows)> TerminalSize { get; init; } = () => (80, 24);

    /// <summary>The key that was pressed since it was last asked for; null if none was, or nobody is there to press one.</summary>
    public Func<char?> Key { get; init; } = () => null;

    /// <summary>The value of an environment variable; null when there is none.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled by the first SIGTERM or SIGINT: finish what was begun, then end.</summary>
    public required CancellationToken Stop { get; init; }

    /// <summary>Who asked to stop; asked after <see cref="Stop"/>.</summary>
    public Func<StopReason> StopReason { get; init; } = () => Host.StopReason.Person;

    /// <summary>The process's own.</summary>
    public static Surroundings OfProcess(Func<StopReason> reason, CancellationToken stop) => new()
    {
        Output = Console.OpenStandardOutput(),
        Error = Console.Error,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        TerminalSize = () => (Console.WindowWidth, Console.WindowHeight),
        Key = ReadKey,
        Variable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        Stop = stop,
        StopReason = reason,
    };

    /// <summary>Writes text to standard output at once.</summary>
    public void Print(string text)
    {
        Output.Write(System.Text.Encoding.UTF8.GetBytes(text));
        Output.Flush();
    }

    private static char? ReadKey()
    {
        if (Console.IsInputRedirected || !Console.KeyAvailable) return null;

        var key = Console.ReadKey(intercept: true);
        return key.Key switch
        {
            ConsoleKey.UpArrow => ControlKey.Up,
            ConsoleKey.DownArrow => ControlKey.Down,
            ConsoleKey.PageUp => ControlKey.PageUp,
            ConsoleKey.PageDown => ControlKey.PageDown,
            _ => key.KeyChar,
        };
    }
}
