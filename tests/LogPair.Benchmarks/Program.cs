using System.CommandLine;
using LogPair.Benchmarks.Commands;

var root = new RootCommand("Makes inputs with a known truth and measures LogPair on them; the script `run` uses it")
{
    MakeCommand.Create(),
    CompareCommand.Create(),
    FloorCommand.Create(),
    MeasureCommand.Create(),
    TableCommand.Create(),
    StartupCommand.Create(),
    StagesCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
