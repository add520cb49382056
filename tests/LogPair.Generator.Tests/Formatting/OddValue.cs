using Serilog.Events;

namespace LogPair.Generator.Tests.Formatting;

/// <summary>A kind of value that Serilog does not know: it renders, but no formatter takes it.</summary>
internal sealed class OddValue(string text) : LogEventPropertyValue
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
        output.Write(text);
}
