using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace LogPair.FaultWriters;

/// <summary>An application that logs through Serilog, by whatever sink.</summary>
internal sealed class SerilogTarget : IFaultTarget
{
    private static readonly MessageTemplate Template = new MessageTemplateParser().Parse("Fault {Kind}");

    private readonly Logger _logger;

    public SerilogTarget(Logger logger)
    {
        _logger = logger;
    }

    public void Write(in FaultLine line) => _logger.Write(new LogEvent(
        TimeProvider.System.GetUtcNow(), LogEventLevel.Information, exception: null, Template,
        [
            new("Kind", new ScalarValue(FaultLine.Label(line.Kind))), new("Slot", new ScalarValue(line.Slot)),
            new("Life", new ScalarValue(line.Life)), new("Seq", new ScalarValue(line.Seq)),
            new("Size", new ScalarValue(line.Size)), new("Text", new ScalarValue(line.Text)),
        ]));

    public void EndTick()
    {
    }

    public void WriteOut()
    {
    }

    public void Reopen()
    {
    }

    public void Dispose() => _logger.Dispose();
}
