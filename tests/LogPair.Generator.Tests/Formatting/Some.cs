using System.Diagnostics;
using Serilog.Events;
using Serilog.Parsing;

namespace LogPair.Generator.Tests.Formatting;

internal static class Some
{
    private static readonly MessageTemplateParser Parser = new();

    /// <summary>A request, with every kind of value that becomes bytes without text between.</summary>
    public static LogEvent Event() => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Warning,
        exception: null,
        Parser.Parse("HTTP {RequestMethod:l} {RequestPath} responded {StatusCode:D3} in {Elapsed:0.0000} ms"),
        [
            new("RequestMethod", new ScalarValue("GET")),
            new("RequestPath", new ScalarValue("/caf\u00e9/\"quoted\"\n")),
            new("StatusCode", new ScalarValue(200)),
            new("Elapsed", new ScalarValue(12.3456)),
            new("Total", new ScalarValue(1.50m)),
            new("Id", new ScalarValue(Guid.Empty)),
            new("Day", new ScalarValue(DateOnly.MinValue)),
            new("Hit", new ScalarValue(true)),
            new("Nothing", new ScalarValue(null)),
            new("Items", new SequenceValue([new ScalarValue(1L), new StructureValue([new("A", new ScalarValue('x'))], "T")])),
        ],
        ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"),
        ActivitySpanId.CreateFromString("b7ad6b7169203331"));
}
