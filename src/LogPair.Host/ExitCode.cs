namespace LogPair.Host;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The work was begun and did not succeed.</summary>
    public const int Failed = 1;

    /// <summary>Nothing was begun: the command line, a setting or the rules file is wrong.</summary>
    public const int WrongUse = 2;
}
