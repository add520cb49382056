using System.CommandLine;
using System.ComponentModel;
using LogPair.Benchmarks.Commands;

var root = new RootCommand("Makes inputs with a known truth and measures LogPair on them; the script `run` uses it")
{
    MakeCommand.Create(),
    CompareCommand.Create(),
    ThroughputCommand.Create(),
    CatchUpCommand.Create(),
    LiveCommand.Create(),
    LatencyCommand.Create(),
    MemoryCommand.Create(),
    RulesCommand.Create(),
    ScrapeCommand.Create(),
    StagesCommand.Create(),
    LoggingCommand.Create(),
    LogRoundsCommand.Create(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or InvalidOperationException or InvalidDataException or Win32Exception)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
