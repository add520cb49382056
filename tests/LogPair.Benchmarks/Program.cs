using System.CommandLine;
using LogPair.Benchmarks.Commands;

var root = new RootCommand("Makes inputs with a known truth, and measures LogPair on them. Begin with the script `run` beside this project.")
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
