using Serilog.Core;
using Serilog.Events;

namespace LogPair.Benchmarks.Logging;

internal sealed class NoSink : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
    }
}
