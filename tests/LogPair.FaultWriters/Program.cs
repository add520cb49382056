using System.Runtime.InteropServices;
using System.Text.Json;
using LogPair.FaultWriters;
using Serilog;
using Serilog.Formatting.Compact;

// A program that writes logs until it is told to stop, or killed. Commands come on standard input, one a line, and are
// answered on standard output when they are done;
// SIGHUP is the command to reopen. After SIGTERM it says as JSON what it wrote, and ends with 0.
// An end of standard input is an end of the test that started it.
var options = WriterOptions.Parse(args);
using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

var written = new LineTally();
var commands = new CommandQueue();
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
{
    signal.Cancel = true;
    commands.Add("reopen");
});
_ = Task.Run(() => commands.ReadAsync(Console.In, stop.Cancel));
var lines = new FaultLines(options.Seed, options.Life, options.Slot);
var writer = new FaultWriter(CreateTarget(), lines, options.BytesPerSecond);
Console.WriteLine($"started {options.Slot}");
await writer.RunAsync(commands, Console.WriteLine, stop.Token);
Console.WriteLine(JsonSerializer.Serialize(written.Series()));

IFaultTarget CreateTarget() => options.Style switch
{
    "append" => new AppendTarget(options.Path, options.Tearing, options.Seed, written),
    "generator" => new SerilogTarget(
        new LoggerConfiguration().WriteTo.LogPair(directory: options.Path).CreateLogger()),
    "serilog" => new SerilogTarget(
        new LoggerConfiguration()
            .WriteTo.File(
                new CompactJsonFormatter(), options.Path, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true,
                fileSizeLimitBytes: 4_000_000, retainedFileCountLimit: null)
            .CreateLogger()),
    _ => throw new ArgumentException($"No style {options.Style}"),
};
