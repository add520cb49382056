using System.Diagnostics;
using Serilog.Events;

namespace LogPair.Host.Workload;

/// <summary>One event that has no time yet.</summary>
internal readonly record struct ShopEvent(
    MessageTemplate Template,
    LogEventLevel Level,
    Exception? Failure,
    ActivityTraceId Trace,
    ActivitySpanId Span,
    LogEventProperty[] Properties)
{
    public LogEvent At(DateTimeOffset timestamp) => new(timestamp, Level, Failure, Template, Properties, Trace, Span);
}
