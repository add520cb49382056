using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LogPair.Benchmarks.Stages;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>bdn [FILTER]</c>: the benchmarks of single stages.</summary>
internal static class StagesCommand
{
    public static Command Create()
    {
        var filter = new Argument<string>("FILTER") { Description = "Such as *Parsing*", DefaultValueFactory = _ => "*" };
        var command = new Command("bdn", "Run the BenchmarkDotNet classes, one for each stage, as short jobs") { filter };
        command.SetAction(parsed =>
        {
            // In this process, because the generated project would restore without this repository's lock files
            var job = Job.ShortRun.WithIterationCount(8).WithToolchain(InProcessEmitToolchain.Instance);
            var config = DefaultConfig.Instance.AddJob(job);
            string[] arguments = ["--filter", parsed.GetRequiredValue(filter)];
            BenchmarkSwitcher.FromAssembly(typeof(SampleLines).Assembly).Run(arguments, config);
        });
        return command;
    }
}
